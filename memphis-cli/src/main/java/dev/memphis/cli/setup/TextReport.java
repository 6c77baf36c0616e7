package dev.memphis.cli.setup;

import dev.memphis.cli.Screen;
import dev.memphis.cli.http.StationPlan;
import java.util.List;
import java.util.Map;

/** For people. */
final class TextReport implements SetupReport {
    private final Screen screen;

    TextReport(Screen screen) {
        this.screen = screen;
    }

    @Override
    public void plan(String user, List<StationPlan> stations, boolean dryRun) {
        screen.line((dryRun ? "This would be done" : "This is done") + ", where it is not there yet:");
        screen.line("  user " + user + " (application)");
        stations.forEach(plan -> screen.line("  station " + plan.name() + ": " + plan.words()));
        screen.line("");
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
    public void properties(Map<String, String> properties) {
        screen.line("");
        screen.line("# for application.properties");
        properties.forEach((name, value) -> screen.line(name + "=" + value));
    }
}
