package dev.memphis.client.change;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Optional;

/**
 * The value of an event in JSON, as Debezium's converter writes it: with its schema beside it or without. Immutable.
 *
 * @param schema missing where none was written
 */
public record EventValue(JsonNode payload, JsonNode schema) {
    private static final List<String> PARTS = List.of("source", "before", "after", "message");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /** Reads a message's text; empty if it is not JSON. */
    public static Optional<EventValue> read(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            return Optional.of(
                    json.has("schema") && json.has("payload")
                            ? new EventValue(json.get("payload"), json.get("schema"))
                            : new EventValue(json, JSON.missingNode()));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Returns the envelope, also that of a CloudEvent; empty if it is none, such as a flattened row. */
    public Optional<Envelope> envelope() {
        return isEnvelope()
                ? Optional.of(new Envelope(payload))
                : CloudEvent.of(payload).map(CloudEvent::envelope);
    }

    /** A flattened row may have a column that is called op. */
    private boolean isEnvelope() {
        return payload.path("op").isTextual() && PARTS.stream().anyMatch(payload::has);
    }
}
