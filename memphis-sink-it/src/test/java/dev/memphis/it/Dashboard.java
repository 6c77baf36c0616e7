package dev.memphis.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The panels of docs/monitoring/grafana-dashboard.json, as far as a picture of it shows them. */
record Dashboard(String title, List<Panel> panels) {
    /**
     * A panel, at its place in Grafana's 24 columns (Grafana, "Dashboard JSON model", gridPos).
     *
     * @param graph false for one value
     * @param unit Grafana's name of it
     */
    record Panel(
            String title, boolean graph, String unit, int left, int top, int width, int height, List<Query> queries) {}

    /** A query of Prometheus, for all servers, and how its lines are called. */
    record Query(String expression, String legend) {}

    static Dashboard read() throws IOException {
        JsonNode file = new JsonMapper()
                .readTree(Path.of("../docs/monitoring/grafana-dashboard.json").toFile());
        List<Panel> panels = new ArrayList<>();
        file.path("panels").forEach(panel -> panels.add(panel(panel)));
        return new Dashboard(file.path("title").asText(), panels);
    }

    private static Panel panel(JsonNode panel) {
        List<Query> queries = new ArrayList<>();
        panel.path("targets")
                .forEach(target -> queries.add(new Query(
                        target.path("expr").asText().replace("$server", ".*"),
                        target.path("legendFormat").asText())));
        JsonNode place = panel.path("gridPos");
        return new Panel(
                panel.path("title").asText(),
                panel.path("type").asText().equals("timeseries"),
                panel.at("/fieldConfig/defaults/unit").asText(),
                place.path("x").asInt(),
                place.path("y").asInt(),
                place.path("w").asInt(),
                place.path("h").asInt(),
                queries);
    }
}
