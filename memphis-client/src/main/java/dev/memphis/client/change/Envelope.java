package dev.memphis.client.change;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A change in Debezium's envelope: operation, source, the row before and after. Immutable. */
public record Envelope(JsonNode payload) {
    /** The operation of a change that does not tell it, as a CloudEvent without Debezium's attributes. */
    public static final String UNTOLD = "change";

    /**
     * A field of the row.
     *
     * @param was its value before; the same as now where that is not told
     */
    public record Field(String name, JsonNode was, JsonNode is) {
        /** Says whether the change changed it. */
        public boolean changed() {
            return !was.equals(is);
        }
    }

    /** Returns Debezium's letter for the operation: c, r, u, d, t or m; {@link #UNTOLD} where it is not told. */
    public String operation() {
        return payload.path("op").textValue();
    }

    /** Returns the operation in SQL's word, the same wherever a change is shown; Debezium's own text if it is an unknown one. */
    public String operationInWords() {
        return switch (operation()) {
            case "c" -> "insert";
            case "r" -> "snapshot";
            case "u" -> "update";
            case "d" -> "delete";
            case "t" -> "truncate";
            case "m" -> "message";
            default -> operation();
        };
    }

    /** Returns where it comes from: a missing node if that is not told. */
    public JsonNode source() {
        return payload.path("source");
    }

    /** Returns when the source committed it or, if that is not told, when Debezium took it; 1970 if neither is. */
    public Instant time() {
        return Instant.ofEpochMilli(
                source().path("ts_ms").asLong(payload.path("ts_ms").asLong()));
    }

    /** Returns the row before the change; missing, or null in JSON's sense, where there is none. */
    public JsonNode before() {
        return payload.path("before");
    }

    /** Returns the row after the change; missing, or null in JSON's sense, where there is none. */
    public JsonNode after() {
        return payload.path("after");
    }

    /** Returns in which format the rows are that this reader cannot read; empty where they are in JSON. */
    public Optional<String> foreignFormat() {
        return Optional.ofNullable(payload.path("data_format").textValue());
    }

    /** Says whether the row is known as it was and as it is. */
    public boolean hasBothRows() {
        return before().isObject() && after().isObject();
    }

    /** Returns the fields of the row that the change is about: after it or, for a delete, before it. */
    public List<Field> fields() {
        List<Field> fields = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : (after().isObject() ? after() : before()).properties()) {
            JsonNode old = hasBothRows() ? before().path(field.getKey()) : field.getValue();
            JsonNode was = old.isMissingNode() ? field.getValue() : old;
            fields.add(new Field(field.getKey(), was, field.getValue()));
        }
        return fields;
    }
}
