package dev.memphis.cli.source;

import java.util.Map;
import java.util.Objects;

/** A row of an answer, by column name in lower case. Immutable. */
public record Row(Map<String, Object> values) {
    /** Returns a value as text; empty for null. */
    public String text(String column) {
        return Objects.toString(values.get(column), "");
    }

    /** Returns a truth value; false for null. */
    public boolean flag(String column) {
        return Boolean.TRUE.equals(values.get(column));
    }

    /** Returns a number; -1 for null. */
    public long number(String column) {
        return values.get(column) instanceof Number number ? number.longValue() : -1;
    }
}
