package dev.memphis.quickstart;

import dev.memphis.testbed.database.Postgres;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/** What carries changes from the database to Memphis, as processes of their own. */
interface Engine extends AutoCloseable {
    /**
     * What it is to carry, where from and where to. Immutable.
     *
     * @param user the database's user that may follow changes, and no superuser
     * @param sink the sink's own options, by the names that they have in every host
     */
    record Route(Path folder, Postgres postgres, Account user, URI gateway, Ports ports, Map<String, String> sink) {
        public Route {
            sink = Map.copyOf(sink);
        }
    }

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
