package dev.memphis.it;

import dev.memphis.it.Dashboard.Panel;
import dev.memphis.it.Prometheus.Line;
import dev.memphis.it.Prometheus.Point;
import dev.memphis.testbed.XmlText;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Draws a dashboard as SVG: each panel at its place, with what Prometheus answered to its queries. It is a drawing of the
 * dashboard's data, not of Grafana.
 */
final class DashboardPicture {
    private static final int COLUMN = 40;
    private static final int ROW = 18;
    private static final int GAP = 8;
    private static final int INNER = 10;
    private static final int LINE = 14;
    private static final int LETTER = 7;
    private static final int COLOURS = 6;

    private static final String STYLE = """
            <style>
            svg{color-scheme:light dark}
            .ground{fill:#f6f8fa}.panel{fill:#fff;stroke:#d0d7de}.axis{stroke:#d0d7de}
            text{font:11px system-ui,"DejaVu Sans",sans-serif;fill:#59636e}
            .title{font-weight:600;font-size:12px;fill:#1f2328}.value{font-size:22px;fill:#1a7f37}
            polyline{fill:none;stroke-width:1.5}
            .c0{stroke:#0969da}.c1{stroke:#bc4c00}.c2{stroke:#1a7f37}.c3{stroke:#8250df}.c4{stroke:#cf222e}.c5{stroke:#6e7781}
            @media (prefers-color-scheme:dark){
            .ground{fill:#0d0d12}.panel{fill:#14141b;stroke:#32323f}.axis{stroke:#32323f}
            text{fill:#a3a3b6}.title{fill:#ececf4}.value{fill:#3fb950}
            .c0{stroke:#58a6ff}.c1{stroke:#f0883e}.c2{stroke:#3fb950}.c3{stroke:#bc8cff}.c4{stroke:#ff7b72}.c5{stroke:#8b949e}
            }
            </style>
            """;

    private final StringBuilder drawn = new StringBuilder();
    private final double from;
    private final double to;
    private int bottom;

    /** @param from in seconds since 1970, as the other end of what is drawn */
    DashboardPicture(double from, double to) {
        this.from = from;
        this.to = to;
    }

    /** A line with its name. */
    record Named(String name, Line line) {}

    /** Draws a panel. */
    void add(Panel panel, List<Named> lines) {
        int x = panel.left() * COLUMN + GAP;
        int y = panel.top() * ROW + GAP;
        int width = panel.width() * COLUMN - GAP;
        int height = panel.height() * ROW - GAP;
        bottom = Math.max(bottom, y + height);
        drawn.append(String.format(
                "<rect class=\"panel\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"3\"/>%n",
                x, y, width, height));
        title(panel.title(), x + INNER, y + 18, width - 2 * INNER);
        if (panel.graph()) {
            graph(panel, lines, x + INNER, y + 26, width - 2 * INNER, height - 34);
        } else {
            double last = lines.isEmpty()
                    ? Double.NaN
                    : lines.getFirst().line().points().getLast().value();
            text(x + INNER, y + 48, "value", figure(last, panel.unit()));
        }
    }

    private void graph(Panel panel, List<Named> lines, int x, int y, int width, int height) {
        int rows = (lines.size() + 1) / 2;
        int plot = height - rows * LINE - 4;
        double most = lines.stream()
                .flatMap(named -> named.line().points().stream())
                .mapToDouble(Point::value)
                .filter(Double::isFinite)
                .max()
                .orElse(0);
        double top = most > 0 ? most * 1.1 : 1;
        drawn.append(
                String.format("<path class=\"axis\" d=\"M%d %dh%dM%d %dh%d\"/>%n", x, y + plot, width, x, y, width));
        drawn.append(String.format(
                "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>%n",
                x + width, y - 8, figure(top, panel.unit())));
        for (int i = 0; i < lines.size(); i++) {
            String colour = "c" + i % COLOURS;
            polyline(lines.get(i).line(), colour, x, y + plot, width, plot / top);
            int left = x + i % 2 * width / 2;
            int below = y + plot + (i / 2 + 1) * LINE;
            drawn.append(String.format(
                    "<path class=\"%s\" stroke-width=\"3\" d=\"M%d %dh10\"/>%n", colour, left, below - 4));
            text(left + 14, below, "", lines.get(i).name());
        }
    }

    private void polyline(Line line, String colour, int x, int zero, int width, double scale) {
        StringBuilder points = new StringBuilder();
        for (Point point : line.points()) {
            if (Double.isFinite(point.value())) {
                points.append(String.format(
                        Locale.ROOT,
                        "%.0f,%.1f ",
                        x + (point.time() - from) / (to - from) * width,
                        zero - point.value() * scale));
            }
        }
        drawn.append(String.format(
                "<polyline class=\"%s\" points=\"%s\"/>%n",
                colour, points.toString().strip()));
    }

    /** Draws a title, closer together where it would not fit. */
    private void title(String title, int x, int y, int width) {
        String fitted = title.length() * LETTER > width
                ? " textLength=\"" + width + "\" lengthAdjust=\"spacingAndGlyphs\""
                : "";
        drawn.append(String.format(
                "<text class=\"title\" x=\"%d\" y=\"%d\"%s>%s</text>%n", x, y, fitted, XmlText.of(title)));
    }

    private void text(int x, int y, String style, String text) {
        drawn.append(String.format(
                "<text x=\"%d\" y=\"%d\"%s>%s</text>%n",
                x, y, style.isEmpty() ? "" : " class=\"" + style + "\"", XmlText.of(text)));
    }

    private static String figure(double value, String unit) {
        if (!Double.isFinite(value)) {
            return "–";
        }
        return switch (unit) {
            case "s" -> value > 0 && value < 1 ? number(value * 1000) + " ms" : number(value) + " s";
            case "ops" -> number(value) + "/s";
            case "Bps" -> value >= 1000 ? number(value / 1000) + " kB/s" : number(value) + " B/s";
            default -> number(value);
        };
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value >= 100 || value == Math.rint(value) ? "%,.0f" : "%.2g", value);
    }

    /** Returns a legend with the labels put in: {@code {{server}} quantile {{quantile}}}. */
    static String legend(String format, Map<String, String> labels) {
        String name = format;
        for (Map.Entry<String, String> label : labels.entrySet()) {
            name = name.replace("{{" + label.getKey() + "}}", label.getValue());
        }
        return name.strip();
    }

    /** Returns the picture. */
    String svg(String title) {
        int width = 24 * COLUMN + GAP;
        int height = bottom + GAP;
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img">
                <title>%s</title>
                %s<rect class="ground" width="%d" height="%d"/>
                %s</svg>
                """.formatted(width, height, width, height, XmlText.of(title), STYLE, width, height, drawn);
    }
}
