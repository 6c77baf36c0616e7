package dev.memphis.cli.setup;

import dev.memphis.cli.http.StationPlan;
import java.util.List;
import java.util.Map;

/** Tells what a set-up will do, does, and leaves to the user. */
interface SetupReport {
    /** Before anything is done. */
    void plan(String user, List<StationPlan> stations, boolean dryRun);

    /** A user or station was created. */
    void created(String what, String name);

    /** A user or station was there before and is left as it is. */
    void found(String what, String name, String details);

    /** At the end: what to put into application.properties. */
    void properties(Map<String, String> properties);
}
