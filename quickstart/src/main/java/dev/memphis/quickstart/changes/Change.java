package dev.memphis.quickstart.changes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.memphis.client.change.Envelope;
import dev.memphis.client.change.EventValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A change event, as a person reads it. Immutable. */
public record Change(Envelope envelope, FieldTypes types) {
    /** Reads an event; empty if it is not a change in Debezium's envelope. */
    public static Optional<Change> parse(String message) {
        return EventValue.read(message)
                .flatMap(value ->
                        value.envelope().map(envelope -> new Change(envelope, FieldTypes.of(value.schema()))));
    }

    /** Returns the row after the change; missing, or null in JSON's sense, where there is none. */
    public JsonNode after() {
        return envelope.after();
    }

    /** Returns one readable line: operation, key, changed fields. */
    public String line(String key) {
        List<String> changed = new ArrayList<>();
        String id = "";
        for (Envelope.Field field : envelope.fields()) {
            if (field.name().equals(key)) {
                id = field.is().asText();
            } else if (field.changed() || !envelope.hasBothRows()) {
                changed.add(shown(field));
            }
        }
        String table = envelope.source().path("table").asText();
        return "%-8s %s %s=%s  %s".formatted(envelope.operationInWords(), table, key, id, String.join(", ", changed));
    }

    private String shown(Envelope.Field field) {
        String was = envelope.hasBothRows() ? types.show(field.name(), field.was()) + " → " : "";
        return field.name() + ": " + was + types.show(field.name(), field.is());
    }
}
