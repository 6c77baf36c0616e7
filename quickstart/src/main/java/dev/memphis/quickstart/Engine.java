package dev.memphis.quickstart;

import dev.memphis.testbed.database.Postgres;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What carries changes from the database to Memphis, as processes of their own. */
interface Engine extends AutoCloseable {
    /** README's, so that a server of the user's own can follow the same database by it. */
    String PUBLICATION = "todo_cdc";

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

        /** Returns the source's own options, by the names that they have in every host. */
        Map<String, String> source() {
            Map<String, String> options =
                    new HashMap<>(postgres.source(Pipeline.DATABASE, user.username(), user.password()));
            options.put("publication.name", PUBLICATION);
            options.put("publication.autocreate.mode", "disabled");
            options.put("topic.prefix", "tutorial");
            options.put("table.include.list", "public.todo_items");
            return options;
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
