package dev.memphis.cli.init;

import java.util.List;

/** Properties with their reasons, as a properties file has them. Not thread-safe. */
final class PropertiesText {
    private static final int WIDTH = 118;

    private final StringBuilder text = new StringBuilder();

    PropertiesText(String title) {
        comment(title);
    }

    /** Adds properties below a title. */
    PropertiesText section(String title, List<Entry> entries) {
        text.append("\n# --- ").append(title).append(' ').append("-".repeat(Math.max(3, WIDTH - title.length() - 7)));
        text.append('\n');
        for (Entry entry : entries) {
            comment(entry.why());
            text.append(entry.name()).append('=').append(escaped(entry)).append('\n');
        }
        return this;
    }

    /** The format's own rules, and MicroProfile Config's for what begins an expression. */
    private static String escaped(Entry entry) {
        if (entry.isVariable()) {
            return entry.value();
        }
        String value = entry.value().replace("\\", "\\\\").replace("${", "\\\\${");
        return value.startsWith(" ") ? "\\" + value : value;
    }

    private void comment(String words) {
        Comments.lines(words, WIDTH - 2)
                .forEach(line -> text.append("# ").append(line).append('\n'));
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
