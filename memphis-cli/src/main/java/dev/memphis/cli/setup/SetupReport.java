package dev.memphis.cli.setup;

import dev.memphis.cli.http.StationPlan;
import java.util.List;
import java.util.Map;

/** Tells what a set-up will do, does, and leaves to the user. */
interface SetupReport {
    /** Before anything is done. */
    void plan(String user, List<StationPlan> stations, boolean dryRun);

    /** A user or station is there now; created, or it was there before. */
    void done(String what, String name, boolean created);

    /** At the end: what to put into application.properties. */
    void properties(Map<String, String> properties);
}
