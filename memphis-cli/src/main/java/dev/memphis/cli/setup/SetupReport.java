package dev.memphis.cli.setup;

import dev.memphis.client.StationPlan;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells what a set-up will do, does, and leaves to the user. */
interface SetupReport {
    /** Before anything is done. */
    void plan(String user, List<StationPlan> stations, Optional<SchemaPlan> schema, boolean dryRun);

    /** Something deserves a look, and what would be better. */
    void warning(String what, String advice);

    /** A user, station or schema was created. */
    void created(String what, String name);

    /** A user, station or schema was there before and is left as it is. */
    void found(String what, String name, String details);

    /**
     * A station checks what comes to it against a schema.
     *
     * @param before whether it did so already
     */
    void attached(String schema, String station, boolean before);

    /** At the end, where a password was made, and in JSON: what to put into application.properties. */
    void properties(Map<String, String> properties);
}
