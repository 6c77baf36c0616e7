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
    private final Screen screen;

    private ChangeLine(Envelope envelope, Screen screen) {
        this.envelope = envelope;
        this.screen = screen;
    }

    /** @param keyHeader where the sink puts the key of an event without a value */
    static String of(Message message, String keyHeader, Screen screen) {
        Optional<EventValue> value = EventValue.read(message.text());
        if (value.isEmpty()) {
            return Lines.printable(message.text());
        }
        JsonNode payload = value.get().payload();
        if (message.text().isEmpty() || payload.isNull()) {
            return deletion(message, keyHeader, screen);
        }
        if (payload.path("__deleted").asText().equals("true")
                && !payload.path("op").isTextual()) {
            return screen.coloured("31", "delete  ") + " " + Lines.printable(payload.toString());
        }
        return value.get()
                .envelope()
                .map(envelope -> new ChangeLine(envelope, screen).text())
                .orElseGet(() -> Lines.printable(message.text()));
    }

    /** A message without a value: a tombstone, or a deletion that a transform took the row from. Its key tells the row. */
    private static String deletion(Message message, String keyHeader, Screen screen) {
        return screen.coloured("31", "delete  ")
                + HeaderText.of(message, keyHeader)
                        .map(key -> " key " + Lines.printable(key))
                        .orElse(" (no value, and no header " + keyHeader + ")");
    }

    private String text() {
        String place = envelope.time() + " " + operation() + " " + Lines.printable(table());
        return (place + " " + Lines.printable(change())).stripTrailing();
    }

    private String operation() {
        return switch (envelope.operation()) {
            case "c" -> screen.coloured("32", "insert  ");
            case "r" -> screen.coloured("36", "snapshot");
            case "u" -> screen.coloured("33", "update  ");
            case "d" -> screen.coloured("31", "delete  ");
            case "m" -> screen.coloured("36", "message ");
            case "t" -> screen.coloured("31", "truncate");
            default -> Lines.printable(envelope.operation());
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
        if (envelope.hasBothRows()) {
            return envelope.fields().stream()
                    .map(field ->
                            "\"" + field.name() + "\":" + (field.changed() ? field.was() + " → " : "") + field.is())
                    .collect(Collectors.joining(",", "{", "}"));
        }
        JsonNode after = envelope.after();
        JsonNode row = after.isObject() || after.isTextual() ? after : envelope.before();
        // MongoDB's documents are texts that hold JSON; a truncate has neither.
        return row.isTextual() || row.isNull() ? row.asText("") : row.toString();
    }
}
