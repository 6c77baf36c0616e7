package dev.memphis.cli.setup;

import dev.memphis.cli.Screen;
import dev.memphis.client.StationPlan;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** For people. */
final class TextReport implements SetupReport {
    private final Screen screen;

    TextReport(Screen screen) {
        this.screen = screen;
    }

    @Override
    public void plan(String user, List<StationPlan> stations, Optional<SchemaPlan> schema, boolean dryRun) {
        screen.line((dryRun ? "This would be created" : "This will be created") + " if missing:");
        screen.line("  user " + user + " (application)");
        stations.forEach(plan -> screen.line("  station " + plan.name() + ": " + plan.words()));
        schema.ifPresent(plan -> screen.line("  schema " + plan.name() + " for " + String.join(", ", plan.stations())));
        screen.line("");
    }

    @Override
    public void warning(String what, String advice) {
        screen.warning("Security", what);
        screen.more("What to do: " + advice);
    }

    @Override
    public void created(String what, String name) {
        screen.good(what, name + " created");
    }

    @Override
    public void found(String what, String name, String details) {
        screen.skipped(
                what, name + " was there already and is left as it is" + (details.isEmpty() ? "" : ": " + details));
    }

    @Override
    public void attached(String schema, String station, boolean before) {
        if (before) {
            screen.skipped("Schema", station + " was checked against " + schema + " already");
        } else {
            screen.good("Schema", station + " is checked against " + schema + " from now on");
        }
    }

    @Override
    public void properties(Map<String, String> properties) {
        screen.line("");
        screen.line("# for application.properties");
        properties.forEach((name, value) -> screen.line(name + "=" + value));
    }
}
