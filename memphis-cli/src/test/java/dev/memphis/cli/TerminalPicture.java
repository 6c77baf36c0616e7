package dev.memphis.cli;

import dev.memphis.testbed.XmlText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a command wrote to a terminal, as an SVG: monospaced, with the colours that it asked for, on a ground of its own, light
 * or dark as the reader's system is. Each stretch of a colour is set at its column and stretched to its columns, so that
 * tables stand straight and nothing is cut off, whatever font the reader has.
 */
final class TerminalPicture {
    private static final Path FOLDER = Path.of("target", "pictures");

    private static final double COLUMN = 7.8;
    private static final int LINE = 19;
    private static final int MARGIN = 16;

    /** A colour as the command asks for it, by a number of ECMA-48's SGR; 0 ends it. */
    private static final Pattern SGR = Pattern.compile("\u001b\\[([0-9]+)m");

    private static final Map<String, String> CLASSES = Map.of(
            "0", "", "2", " class=\"dim\"", "31", " class=\"bad\"", "32", " class=\"good\"", "33", " class=\"warn\"");

    private static final String STYLE = """
            <style>
            svg{color-scheme:light dark}
            rect{fill:#f6f8fa;stroke:#d0d7de}
            text{font:13px ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace;fill:#1f2328;white-space:pre}
            .dim{fill:#59636e}.bad{fill:#b3261e}.good{fill:#0b7a4b}.warn{fill:#8a5300}
            @media (prefers-color-scheme:dark){
            rect{fill:#14141b;stroke:#32323f}
            text{fill:#ececf4}
            .dim{fill:#a3a3b6}.bad{fill:#ff8f85}.good{fill:#4fd69c}.warn{fill:#f0b35a}
            }
            </style>""";

    private TerminalPicture() {}

    /** Writes the picture of a terminal where a command was typed, to {@code target/pictures}; returns it. */
    static String write(String name, String command, String output) throws IOException {
        String picture = of(
                command,
                (("$ " + command + "\n") + output.stripTrailing()).lines().toList());
        Files.writeString(Files.createDirectories(FOLDER).resolve(name), picture);
        return picture;
    }

    static String of(String title, List<String> lines) {
        int columns = lines.stream().mapToInt(TerminalPicture::columns).max().orElse(0);
        int width = (int) Math.ceil(columns * COLUMN) + 2 * MARGIN;
        int height = lines.size() * LINE + 2 * MARGIN;
        StringBuilder picture = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\">\n",
                width,
                height,
                width,
                height));
        picture.append("<title>")
                .append(XmlText.of(title))
                .append("</title>\n")
                .append(STYLE)
                .append('\n');
        picture.append(String.format(
                Locale.ROOT,
                "<rect x=\"0.5\" y=\"0.5\" width=\"%d\" height=\"%d\" rx=\"6\"/>\n",
                width - 1,
                height - 1));
        for (int i = 0; i < lines.size(); i++) {
            picture.append(line(lines.get(i), MARGIN + i * LINE + 14));
        }
        return picture.append("</svg>\n").toString();
    }

    private static String line(String line, int y) {
        StringBuilder texts = new StringBuilder();
        Matcher sgr = SGR.matcher(line);
        String style = "";
        int column = 0;
        int from = 0;
        while (sgr.find()) {
            column += text(texts, line.substring(from, sgr.start()), column, y, style);
            style = style(sgr.group(1));
            from = sgr.end();
        }
        text(texts, line.substring(from), column, y, style);
        return texts.toString();
    }

    private static String style(String code) {
        String style = CLASSES.get(code);
        if (style == null) {
            throw new IllegalArgumentException("no colour is known for SGR " + code);
        }
        return style;
    }

    /** Returns how many columns the text takes. */
    private static int text(StringBuilder texts, String text, int column, int y, String style) {
        String shown = text.strip();
        if (!shown.isEmpty()) {
            int before = columns(text) - columns(text.stripLeading());
            texts.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%.1f\" y=\"%d\" textLength=\"%.1f\"%s xml:space=\"preserve\">%s</text>\n",
                    MARGIN + (column + before) * COLUMN,
                    y,
                    columns(shown) * COLUMN,
                    style,
                    XmlText.of(shown)));
        }
        return columns(text);
    }

    private static int columns(String text) {
        String plain = SGR.matcher(text).replaceAll("");
        return plain.codePointCount(0, plain.length());
    }
}
