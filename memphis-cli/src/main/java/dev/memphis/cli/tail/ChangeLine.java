package dev.memphis.cli.tail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.memphis.cli.Lines;
import dev.memphis.cli.Screen;
import dev.memphis.client.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A Debezium envelope as a readable change; anything else as it is. */
final class ChangeLine {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final JsonNode envelope;
    private final Screen screen;

    private ChangeLine(JsonNode envelope, Screen screen) {
        this.envelope = envelope;
        this.screen = screen;
    }

    /** @param keyHeader where the sink puts the key of an event without a value */
    static String of(Message message, String keyHeader, Screen screen) {
        if (message.text().isEmpty()) {
            return deletion(message, keyHeader, screen);
        }
        try {
            JsonNode json = JSON.readTree(message.text());
            JsonNode value = json.has("schema") && json.has("payload") ? json.get("payload") : json;
            if (value.isNull()) {
                return deletion(message, keyHeader, screen);
            }
            if (value.path("op").isTextual()) {
                return new ChangeLine(value, screen).text();
            }
            if (value.path("__deleted").asText().equals("true")) {
                return screen.coloured("31", "delete  ") + " " + Lines.printable(value.toString());
            }
        } catch (JsonProcessingException e) {
            // No JSON: shown as it is.
        }
        return Lines.printable(message.text());
    }

    /** A message without a value: a tombstone, or a deletion that a transform took the row from. Its key tells the row. */
    private static String deletion(Message message, String keyHeader, Screen screen) {
        return screen.coloured("31", "delete  ")
                + HeaderText.of(message, keyHeader)
                        .map(key -> " key " + Lines.printable(key))
                        .orElse(" (no value, and no header " + keyHeader + ")");
    }

    private String text() {
        String place = time() + " " + operation() + " " + Lines.printable(table());
        return (place + " " + Lines.printable(change())).stripTrailing();
    }

    private String time() {
        long millis = envelope.path("source")
                .path("ts_ms")
                .asLong(envelope.path("ts_ms").asLong());
        return Instant.ofEpochMilli(millis).toString();
    }

    private String operation() {
        return switch (envelope.get("op").textValue()) {
            case "c" -> screen.coloured("32", "insert  ");
            case "r" -> screen.coloured("36", "snapshot");
            case "u" -> screen.coloured("33", "update  ");
            case "d" -> screen.coloured("31", "delete  ");
            case "m" -> screen.coloured("36", "message ");
            case "t" -> screen.coloured("31", "truncate");
            default -> Lines.printable(envelope.get("op").textValue());
        };
    }

    private String table() {
        JsonNode source = envelope.path("source");
        List<String> parts = new ArrayList<>();
        for (String part : List.of("schema", "db", "table", "collection")) {
            boolean hiddenDatabase =
                    part.equals("db") && !source.path("schema").asText("").isEmpty();
            if (!source.path(part).asText("").isEmpty() && !hiddenDatabase) {
                parts.add(source.get(part).asText());
            }
        }
        return parts.isEmpty() ? "?" : String.join(".", parts);
    }

    private String change() {
        if (envelope.path("op").asText().equals("m")) {
            return envelope.path("message").toString();
        }
        JsonNode before = envelope.path("before");
        JsonNode after = envelope.path("after");
        if (before.isObject() && after.isObject()) {
            return difference(before, after);
        }
        JsonNode row = after.isObject() || after.isTextual() ? after : before;
        // MongoDB's documents are texts that hold JSON; a truncate has neither.
        return row.isTextual() || row.isNull() ? row.asText("") : row.toString();
    }

    /** Shows the row's fields, those that changed as old → new. */
    private static String difference(JsonNode before, JsonNode after) {
        List<String> fields = new ArrayList<>();
        after.properties().forEach(field -> {
            JsonNode old = before.path(field.getKey());
            boolean same = old.equals(field.getValue()) || old.isMissingNode();
            String value = field.getValue().toString();
            fields.add("\"" + field.getKey() + "\":" + (same ? value : old + " → " + value));
        });
        return "{" + String.join(",", fields) + "}";
    }
}
