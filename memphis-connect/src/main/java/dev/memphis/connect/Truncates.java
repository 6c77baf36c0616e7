package dev.memphis.connect;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;

/** Debezium's events of a TRUNCATE, which concern all rows of their table and so must not pass any of them. Stateless. */
final class Truncates {
    private static final String OPERATION = "t";
    /** Looked for before a text is read as JSON. */
    private static final String IN_TEXT = "\"op\":\"t\"";

    private Truncates() {}

    static boolean is(Object value) {
        return switch (value) {
            case null -> false;
            case Struct struct -> OPERATION.equals(Fields.of(struct, "op")) && Images.isEnvelope(struct);
            case Map<?, ?> map -> OPERATION.equals(map.get("op")) && Images.isEnvelope(map);
            default -> JsonTexts.isText(value) && inText(JsonTexts.whole(value));
        };
    }

    private static boolean inText(String text) {
        if (!text.contains(IN_TEXT)) {
            return false;
        }
        JsonNode value = JsonTexts.payload(text);
        return value.path("op").asText().equals(OPERATION) && (value.has("source") || value.has("before"));
    }
}
