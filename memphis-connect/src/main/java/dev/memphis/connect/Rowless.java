package dev.memphis.connect;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Values that tell no row, so that the record's key alone does: none at all, or a change of Debezium's without an image of the row,
 * as MongoDB's deletions are where the collection keeps no pre-images. Stateless.
 */
final class Rowless {
    /** How Debezium's envelopes in JSON begin when they have no image; looked for instead of reading all of each value. */
    private static final String EMPTY_ENVELOPE = "{\"before\":null,\"after\":null,";
    /** How values begin that a JsonConverter wrote with their schemas. */
    private static final String WITH_SCHEMA = "{\"schema\":";

    private static final String NO_PAYLOAD = ",\"payload\":null}";
    /** Before what Debezium's transforms add to a row. */
    private static final String ADDED = "__";
    /** How a flattened row begins that may have nothing but that. */
    private static final String BEGINS_ADDED = "{\"" + ADDED;

    private Rowless() {}

    static boolean is(@Nullable Object value) {
        return switch (value) {
            case null -> true;
            case Struct struct -> tellsNoRow(struct);
            case Map<?, ?> map -> tellsNoRow(map);
            default -> JsonTexts.isText(value) && textTellsNoRow(value);
        };
    }

    /** Returns whether it is none, or JSON's null: alone, or with its schema. */
    static boolean isNone(Object value) {
        return value == null || (JsonTexts.isText(value) && textIsNone(value));
    }

    private static boolean tellsNoRow(Struct value) {
        if (Images.isEnvelope(value)) {
            return Images.areMissing(value);
        }
        return "true".equals(String.valueOf(Fields.of(value, "__deleted")))
                && value.schema().fields().stream()
                        .allMatch(field ->
                                value.get(field) == null || field.name().startsWith(ADDED));
    }

    private static boolean tellsNoRow(Map<?, ?> value) {
        if (Images.isEnvelope(value)) {
            return Images.areMissing(value);
        }
        return "true".equals(String.valueOf(value.get("__deleted")))
                && value.entrySet().stream()
                        .allMatch(field -> field.getValue() == null
                                || String.valueOf(field.getKey()).startsWith(ADDED));
    }

    private static boolean textTellsNoRow(Object value) {
        if (JsonTexts.startsWith(value, EMPTY_ENVELOPE) || textIsNone(value)) {
            return true;
        }
        if (JsonTexts.startsWith(value, WITH_SCHEMA)) {
            return JsonTexts.whole(value).contains(",\"payload\":" + EMPTY_ENVELOPE);
        }
        return JsonTexts.startsWith(value, BEGINS_ADDED) && hasOnlyAdded(JsonTexts.payload(JsonTexts.whole(value)));
    }

    private static boolean textIsNone(Object value) {
        int length = JsonTexts.length(value);
        return length == 0
                || (length == "null".length() && JsonTexts.startsWith(value, "null"))
                || (JsonTexts.startsWith(value, WITH_SCHEMA)
                        && JsonTexts.tail(value, NO_PAYLOAD.length()).equals(NO_PAYLOAD));
    }

    private static boolean hasOnlyAdded(JsonNode row) {
        return row.path("__deleted").asText().equals("true")
                && row.properties().stream()
                        .allMatch(field ->
                                field.getValue().isNull() || field.getKey().startsWith(ADDED));
    }
}
