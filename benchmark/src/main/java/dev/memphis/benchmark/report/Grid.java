package dev.memphis.benchmark.report;

import java.util.ArrayList;
import java.util.List;

/** A table, in Markdown that is also pleasant in a terminal. Not thread-safe. */
public final class Grid {
    private final List<List<String>> rows = new ArrayList<>();
    private final int texts;

    /** @param texts how many of the first columns are text and not numbers */
    public Grid(int texts, List<String> heads) {
        this.texts = texts;
        rows.add(heads);
    }

    /** Adds a row, with a cell for each column. */
    public void row(List<String> cells) {
        rows.add(cells);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            line(text, rows.get(i));
            if (i == 0) {
                rule(text);
            }
        }
        return text.toString();
    }

    private void line(StringBuilder text, List<String> cells) {
        for (int column = 0; column < cells.size(); column++) {
            String cell = cells.get(column);
            String space = " ".repeat(width(column) - cell.length());
            text.append("| ")
                    .append(column < texts ? cell + space : space + cell)
                    .append(' ');
        }
        text.append("|\n");
    }

    private void rule(StringBuilder text) {
        for (int column = 0; column < rows.getFirst().size(); column++) {
            text.append('|').append("-".repeat(width(column) + 1)).append(column < texts ? "-" : ":");
        }
        text.append("|\n");
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
