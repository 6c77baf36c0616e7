package dev.memphis.cli.tail;

import com.fasterxml.jackson.databind.JsonNode;
import dev.memphis.cli.Lines;
import dev.memphis.cli.Screen;
import dev.memphis.client.change.Envelope;
import dev.memphis.client.change.EventValue;
import dev.memphis.delivery.protocol.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A Debezium envelope as a readable change; anything else as it is. */
final class ChangeLine {
    private final Envelope envelope;
    private final Optional<String> key;
    private final Screen screen;

    private ChangeLine(Envelope envelope, Optional<String> key, Screen screen) {
        this.envelope = envelope;
        this.key = key;
        this.screen = screen;
    }

    /** @param keyHeader where the sink puts the key of an event without a value */
    static String of(Message message, String keyHeader, Screen screen) {
        Optional<EventValue> value = EventValue.read(message.text());
        if (value.isEmpty()) {
            return Lines.printable(message.text());
        }
        Optional<String> key = RowKey.of(message, keyHeader);
        JsonNode payload = value.get().payload();
        if (message.text().isEmpty() || payload.isNull()) {
            return screen.coloured("31", "delete  ")
                    + key.map(text -> " key " + text).orElse(" (no value, and no header " + keyHeader + ")");
        }
        if (payload.path("__deleted").asText().equals("true")
                && value.get().envelope().isEmpty()) {
            return screen.coloured("31", "delete  ") + " " + Lines.printable(payload.toString())
                    + (hasRow(payload) ? "" : suffix(key));
        }
        return value.get()
                .envelope()
                .map(envelope -> new ChangeLine(envelope, key, screen).text())
                .orElseGet(() -> Lines.printable(message.text()));
    }

    /** A flattened deletion of MongoDB without its document has only what the transform added. */
    private static boolean hasRow(JsonNode flattened) {
        return flattened.properties().stream().anyMatch(field -> !field.getKey().startsWith("__"));
    }

    private static String suffix(Optional<String> key) {
        return key.map(text -> " key " + text).orElse("");
    }

    private String text() {
        String place = envelope.time() + " " + operation() + " " + Lines.printable(table());
        return (place + " " + Lines.printable(change())).stripTrailing();
    }

    private String operation() {
        String word = "%-8s".formatted(Lines.printable(envelope.operationInWords()));
        return switch (envelope.operation()) {
            case "c" -> screen.coloured("32", word);
            case "u" -> screen.coloured("33", word);
            case "d", "t" -> screen.coloured("31", word);
            case "r", "m" -> screen.coloured("36", word);
            default -> word;
        };
    }

    private String table() {
        JsonNode source = envelope.source();
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
        if (envelope.operation().equals("m")) {
            return envelope.payload().path("message").toString();
        }
        Envelope rows = Rows.of(envelope);
        if (rows.hasBothRows()) {
            return rows.fields().stream()
                    .map(field ->
                            "\"" + field.name() + "\":" + (field.changed() ? field.was() + " → " : "") + field.is())
                    .collect(Collectors.joining(",", "{", "}"));
        }
        JsonNode row = isRow(envelope.after()) ? envelope.after() : envelope.before();
        // MongoDB's documents are texts that hold JSON.
        return isRow(row) ? plain(row) : withoutARow();
    }

    private static boolean isRow(JsonNode row) {
        return row.isObject() || row.isTextual();
    }

    private static String plain(JsonNode document) {
        return document.isTextual() ? document.textValue() : document.toString();
    }

    /** A truncate is of no row; MongoDB tells a deletion without its document, and an update by what it sets and removes. */
    private String withoutARow() {
        if (envelope.operation().equals("t")) {
            return "";
        }
        if (envelope.foreignFormat().isPresent()) {
            return "(row in " + envelope.foreignFormat().get() + ")" + suffix(key);
        }
        JsonNode update = envelope.payload().path("updateDescription");
        JsonNode set = update.path("updatedFields");
        JsonNode removed = update.path("removedFields");
        return ((isRow(set) ? "sets " + plain(set) : "")
                        + (removed.isArray() && !removed.isEmpty() ? " removes " + removed : "")
                        + suffix(key))
                .strip();
    }
}
