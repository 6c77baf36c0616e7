package dev.memphis.quickstart.changes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A change event in Debezium's envelope, with its schema or without. Immutable. */
public record Change(String operation, String table, JsonNode before, JsonNode after, FieldTypes types) {
    private static final JsonMapper JSON = new JsonMapper();

    /** Reads an event; empty if it is not a change in Debezium's envelope. */
    public static Optional<Change> parse(String message) {
        try {
            JsonNode document = JSON.readTree(message);
            JsonNode envelope = document.has("payload") ? document.get("payload") : document;
            if (!envelope.has("op")) {
                return Optional.empty();
            }
            return Optional.of(new Change(
                    envelope.path("op").asText(),
                    envelope.path("source").path("table").asText(),
                    envelope.path("before"),
                    envelope.path("after"),
                    FieldTypes.of(document.path("schema"))));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Returns the row's state that the change is about: after it or, for a delete, before it. */
    public JsonNode row() {
        return after.isObject() ? after : before;
    }

    /** Returns one readable line: operation, key, changed fields. */
    public String line(String key) {
        return "%-8s %s %s=%s  %s"
                .formatted(verb(), table, key, row().path(key).asText(), String.join(", ", fields(key)));
    }

    private String verb() {
        return switch (operation) {
            case "c" -> "created";
            case "u" -> "updated";
            case "d" -> "deleted";
            case "r" -> "read";
            case "t" -> "emptied";
            default -> operation;
        };
    }

    private List<String> fields(String key) {
        List<String> changed = new ArrayList<>();
        for (var field : row().properties()) {
            JsonNode old = before.path(field.getKey());
            boolean differs = !before.isObject() || !after.isObject() || !old.equals(field.getValue());
            if (!field.getKey().equals(key) && differs) {
                String was = before.isObject() && after.isObject() ? types.show(field.getKey(), old) + " → " : "";
                changed.add(field.getKey() + ": " + was + types.show(field.getKey(), field.getValue()));
            }
        }
        return changed;
    }
}
