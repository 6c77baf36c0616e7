package dev.memphis.client.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/**
 * A change as a CloudEvent in JSON, as Debezium's CloudEventsConverter writes it: what happened stands in attributes that begin with
 * {@code iodebezium}, the rows stand in {@code data}, with their schema beside them or without, in an envelope or flattened, or in
 * another format such as Avro. Immutable.
 */
record CloudEvent(JsonNode event) {
    private static final String ATTRIBUTE = "iodebezium";

    /** Of the source, by the names that they have in an envelope's {@code source}. */
    private static final Map<String, String> SOURCE = Map.of(
            "db", "db",
            "schema", "schema",
            "table", "table",
            "collection", "collection",
            "connector", "connector",
            "name", "name",
            "tsms", "ts_ms");

    /** Reads it; empty if it is none of Debezium's. */
    static Optional<CloudEvent> of(JsonNode payload) {
        boolean ours = payload.path("type").asText().startsWith("io.debezium.")
                || payload.path(ATTRIBUTE + "op").isTextual();
        return payload.path("specversion").isTextual() && ours
                ? Optional.of(new CloudEvent(payload))
                : Optional.empty();
    }

    /** Returns the change in Debezium's envelope; rows in another format than JSON are missing in it. */
    Envelope envelope() {
        ObjectNode envelope = JsonNodeFactory.instance.objectNode();
        envelope.set("source", source());
        JsonNode data = data();
        if (!data.isObject()) {
            envelope.put("op", operation(data));
            envelope.put("data_format", event.path("datacontenttype").asText("another format"));
        } else if (hasImages(data)) {
            envelope.put("op", operation(data));
            envelope.setAll((ObjectNode) data);
        } else {
            String operation = operation(data);
            envelope.put("op", operation);
            envelope.set(operation.equals("d") ? "before" : "after", data);
        }
        return new Envelope(envelope);
    }

    private ObjectNode source() {
        ObjectNode source = JsonNodeFactory.instance.objectNode();
        SOURCE.forEach((attribute, name) -> {
            JsonNode value = event.path(ATTRIBUTE + attribute);
            if (!value.isMissingNode() && !value.isNull()) {
                source.set(name, value);
            }
        });
        if (!source.has("ts_ms")) {
            time().ifPresent(time -> source.put("ts_ms", time.toEpochMilli()));
        }
        return source;
    }

    private Optional<Instant> time() {
        try {
            return Optional.of(Instant.parse(event.path("time").asText()));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private JsonNode data() {
        JsonNode data = event.path("data");
        return data.has("schema") && data.has("payload") ? data.get("payload") : data;
    }

    private static boolean hasImages(JsonNode data) {
        return data.has("before") && data.has("after");
    }

    /** Without Debezium's attributes (extension.attributes.enable=false) the images tell a deletion, and no more. */
    private String operation(JsonNode data) {
        JsonNode told = event.path(ATTRIBUTE + "op");
        if (told.isTextual()) {
            return told.textValue();
        }
        boolean gone = hasImages(data)
                ? data.path("after").isNull() && !data.path("before").isNull()
                : data.path("__deleted").asText().equals("true");
        return gone ? "d" : Envelope.UNTOLD;
    }
}
