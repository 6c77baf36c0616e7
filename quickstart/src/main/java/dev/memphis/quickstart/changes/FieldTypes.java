package dev.memphis.quickstart.changes;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

/**
 * What an envelope's schema says of the row's fields, so that a timestamp can be shown as one. Knows nothing of an
 * envelope without schema. Immutable.
 */
public final class FieldTypes {
    private static final DateTimeFormatter READABLE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final LocalDateTime EPOCH = LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC);

    private final Map<String, String> typeOfField;

    private FieldTypes(Map<String, String> typeOfField) {
        this.typeOfField = Map.copyOf(typeOfField);
    }

    /** Reads the schema beside the payload. */
    static FieldTypes of(JsonNode schema) {
        Map<String, String> types = new HashMap<>();
        for (JsonNode part : schema.path("fields")) {
            if (part.path("field").asText().equals("after")) {
                part.path("fields")
                        .forEach(field -> types.put(
                                field.path("field").asText(), field.path("name").asText()));
            }
        }
        return new FieldTypes(types);
    }

    /** Returns a field's value for reading: JSON, but timestamps as people write them. */
    String show(String field, JsonNode value) {
        if (!value.isIntegralNumber()) {
            return value.toString();
        }
        return switch (typeOfField.getOrDefault(field, "")) {
            case "io.debezium.time.MicroTimestamp" -> time(value, ChronoUnit.MICROS);
            case "io.debezium.time.Timestamp" -> time(value, ChronoUnit.MILLIS);
            default -> value.toString();
        };
    }

    private static String time(JsonNode value, ChronoUnit unit) {
        return EPOCH.plus(value.longValue(), unit).format(READABLE);
    }
}
