package dev.memphis.benchmark.report;

import dev.memphis.testbed.XmlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A chart of horizontal bars in groups, as SVG. It has a ground of its own, light or dark as the reader's system is, so it can
 * be read on any page. Not thread-safe.
 */
final class BarChart {
    private static final int WIDTH = 860;
    private static final int BAR = 18;
    private static final int LEFT = 230;
    private static final int RIGHT = 190;
    private static final String STYLE = "<style>svg{background:#fff}text{font:12px sans-serif;fill:#57606a}"
            + ".title{font-size:15px;font-weight:bold}.group{font-weight:bold}"
            + "@media(prefers-color-scheme:dark){svg{background:#0d1117}text{fill:#c9d1d9}}</style>";

    private final String title;
    private final StringBuilder body = new StringBuilder();
    private final double most;
    private int y = 44;

    /** @param most the value of a bar that is as long as can be */
    BarChart(String title, double most) {
        this.title = title;
        this.most = most;
    }

    /** Starts a group of bars. */
    void group(String name) {
        y += 8;
        text(12, y + 13, "group", name);
        y += BAR + 4;
    }

    /**
     * Adds a bar.
     *
     * @param words stand behind it
     */
    void bar(String name, double value, String color, String words) {
        int length = (int) Math.max(1, Math.round((WIDTH - LEFT - RIGHT) * Math.min(1, value / most)));
        text(24, y + 13, "name", name);
        body.append(String.format(
                Locale.ROOT,
                "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"2\" fill=\"%s\"/>%n",
                LEFT,
                y,
                length,
                BAR - 4,
                color));
        text(LEFT + length + 6, y + 12, "value", words);
        y += BAR;
    }

    private void text(int x, int at, String style, String words) {
        body.append(String.format(
                Locale.ROOT, "<text x=\"%d\" y=\"%d\" class=\"%s\">%s</text>%n", x, at, style, XmlText.of(words)));
    }

    String svg() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\">",
                WIDTH,
                y + 16,
                WIDTH,
                y + 16));
        lines.add("<title>" + XmlText.of(title) + "</title>");
        lines.add(STYLE);
        lines.add("<text x=\"12\" y=\"26\" class=\"title\">" + XmlText.of(title) + "</text>");
        lines.add(body + "</svg>\n");
        return String.join("\n", lines);
    }
}
