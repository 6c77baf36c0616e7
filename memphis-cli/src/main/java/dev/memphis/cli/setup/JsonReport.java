package dev.memphis.cli.setup;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.memphis.cli.Screen;
import dev.memphis.client.StationPlan;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** For scripts: one document, printed at the end. */
final class JsonReport implements SetupReport {
    private final ObjectNode document = new JsonMapper().createObjectNode();
    private final Screen screen;

    JsonReport(Screen screen) {
        this.screen = screen;
    }

    @Override
    public void plan(String user, List<StationPlan> stations, Optional<SchemaPlan> schema, boolean dryRun) {
        document.put("dry_run", dryRun).put("user", user).putArray("done");
        for (StationPlan plan : stations) {
            document.withArray("stations")
                    .addObject()
                    .put("name", plan.name())
                    .put("retention_seconds", plan.retention().toSeconds())
                    .put("storage", plan.storage().name().toLowerCase(Locale.ROOT))
                    .put("replicas", plan.replicas())
                    .put("partitions", plan.partitions());
        }
        schema.ifPresent(plan -> {
            ObjectNode node = document.putObject("schema").put("name", plan.name());
            plan.stations().forEach(node.putArray("stations")::add);
        });
    }

    @Override
    public void warning(String what, String advice) {
        document.withArray("warnings").addObject().put("text", what).put("advice", advice);
    }

    @Override
    public void created(String what, String name) {
        done(what, name, true);
    }

    @Override
    public void found(String what, String name, String details) {
        done(what, name, false).put("details", details);
    }

    private ObjectNode done(String what, String name, boolean created) {
        return document.withArray("done")
                .addObject()
                .put("kind", what.toLowerCase(Locale.ROOT))
                .put("name", name)
                .put("created", created);
    }

    @Override
    public void attached(String schema, String station, boolean before) {
        done("Attachment", station, !before).put("details", schema);
    }

    @Override
    public void properties(Map<String, String> properties) {
        ObjectNode node = document.putObject("properties");
        properties.forEach(node::put);
        screen.raw(document.toString());
    }
}
