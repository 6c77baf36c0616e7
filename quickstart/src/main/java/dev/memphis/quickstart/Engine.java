package dev.memphis.quickstart;

import dev.memphis.quickstart.postgres.Postgres;
import java.net.URI;
import java.nio.file.Path;

/** What carries changes from the database to Memphis, as processes of their own. */
interface Engine extends AutoCloseable {
    /** What it is to carry, where from and where to. Immutable. */
    record Route(Path folder, Postgres postgres, URI gateway, Ports ports) {}

    /** Which one; its names are what {@code --engine} takes, in any case. */
    enum Kind {
        SERVER,
        CONNECT
    }

    /** Returns its name for people. */
    String name();

    /** Starts it. */
    void start(Route route);

    /** Returns whether it runs. */
    boolean isAlive();

    /** Returns what it has logged so far. */
    String logged();
}
