package dev.memphis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Draws the plan of the dashboard that docs/operations.md shows, from the dashboard's own file: each panel at its place, with its
 * title, its unit and what its lines are. No Grafana takes part, so no value is drawn; {@code bin/pictures} copies it.
 */
class DashboardPictureTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final String NAME = "dashboard.svg";

    /** Grafana lays panels out in 24 columns, and in rows (Grafana, "Dashboard JSON model", gridPos). */
    private static final int COLUMNS = 24;

    private static final double COLUMN = 40;
    private static final double ROW = 15;
    private static final int LINE = 16;
    private static final int LETTER = 7;
    private static final int GAP = 8;

    private static final Map<String, String> UNITS =
            Map.of("s", "seconds", "ops", "a second", "Bps", "bytes a second", "short", "");

    private static final Pattern LABEL = Pattern.compile("\\{\\{(\\w+)\\}\\}");

    private static final String STYLE = """
            <style>
            svg{color-scheme:light dark}
            .ground{fill:#f6f8fa}.panel{fill:#fff;stroke:#d0d7de}
            text{font:12px system-ui,"DejaVu Sans",sans-serif;fill:#59636e}
            .title{font-weight:600;fill:#1f2328}
            @media (prefers-color-scheme:dark){
            .ground{fill:#0d0d12}.panel{fill:#14141b;stroke:#32323f}
            text{fill:#a3a3b6}.title{fill:#ececf4}
            }
            </style>""";

    @Test
    void everyPanel_isAtItsPlaceInThePlan() throws IOException {
        JsonNode dashboard = new ObjectMapper()
                .readTree(ROOT.resolve("docs/monitoring/grafana-dashboard.json").toFile());

        String picture = picture(dashboard);

        assertThat(dashboard.path("panels")).isNotEmpty().allSatisfy(panel -> {
            assertThat(wrapped(panel))
                    .allSatisfy(title -> assertThat(picture).contains(" class=\"title\">" + title + "<"));
            assertThat(UNITS).containsKey(unit(panel));
        });
        DrawnPicture.write(NAME, picture);
    }

    private static String picture(JsonNode dashboard) {
        double bottom = 0;
        StringBuilder panels = new StringBuilder();
        for (JsonNode panel : dashboard.path("panels")) {
            panels.append(panel(panel));
            JsonNode place = panel.path("gridPos");
            bottom = Math.max(bottom, (place.path("y").asInt() + place.path("h").asInt()) * ROW);
        }
        int width = (int) (COLUMNS * COLUMN) + GAP;
        int height = (int) bottom + GAP;
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img">
                <title>The plan of the dashboard "%s"</title>
                %s
                <rect class="ground" width="%d" height="%d"/>
                %s</svg>
                """.formatted(
                        width,
                        height,
                        width,
                        height,
                        TerminalPicture.escaped(dashboard.path("title").asText()),
                        STYLE,
                        width,
                        height,
                        panels);
    }

    private static String panel(JsonNode panel) {
        JsonNode place = panel.path("gridPos");
        double x = place.path("x").asInt() * COLUMN + GAP;
        double y = place.path("y").asInt() * ROW + GAP;
        StringBuilder drawn = new StringBuilder(String.format(
                Locale.ROOT,
                "<rect class=\"panel\" x=\"%.0f\" y=\"%.0f\" width=\"%.0f\" height=\"%.0f\" rx=\"3\"/>\n",
                x,
                y,
                place.path("w").asInt() * COLUMN - GAP,
                place.path("h").asInt() * ROW - GAP));
        double below = y + 20;
        for (String title : wrapped(panel)) {
            drawn.append(text(x, below, " class=\"title\"", title));
            below += LINE;
        }
        for (String line : lines(panel)) {
            drawn.append(text(x, below, "", line));
            below += LINE;
        }
        return drawn.toString();
    }

    private static String text(double x, double y, String style, String text) {
        return String.format(
                Locale.ROOT,
                "<text x=\"%.0f\" y=\"%.0f\"%s>%s</text>\n",
                x + 10,
                y,
                style,
                TerminalPicture.escaped(text));
    }

    /** Returns the title in lines that the panel has room for. */
    private static List<String> wrapped(JsonNode panel) {
        int letters = (int) (panel.path("gridPos").path("w").asInt() * COLUMN - 2 * GAP) / LETTER;
        return panel.path("title")
                .asText()
                .replaceAll("(.{1," + letters + "})( |$)", "$1\n")
                .lines()
                .toList();
    }

    /** Returns the unit, where the title does not tell it, and for a graph what its lines are. */
    private static List<String> lines(JsonNode panel) {
        List<String> lines = new ArrayList<>();
        String unit = UNITS.getOrDefault(unit(panel), "");
        if (!unit.isEmpty() && !panel.path("title").asText().contains("per second")) {
            lines.add(unit);
        }
        if (panel.path("type").asText().equals("timeseries")) {
            panel.path("targets")
                    .forEach(target ->
                            lines.add("— " + legend(target.path("legendFormat").asText())));
        }
        return lines;
    }

    /** Returns in words what a legend is made of: {@code lag {{server}}} has a line for each server. */
    private static String legend(String format) {
        String labels =
                LABEL.matcher(format).results().map(label -> label.group(1)).collect(Collectors.joining(" and "));
        String words = LABEL.matcher(format)
                .replaceAll("")
                .replaceAll("\\bquantile\\b", "")
                .strip();
        return (words.isEmpty() ? "a line" : words + ",") + " for each " + labels;
    }

    private static String unit(JsonNode panel) {
        return panel.path("fieldConfig").path("defaults").path("unit").asText("short");
    }
}
