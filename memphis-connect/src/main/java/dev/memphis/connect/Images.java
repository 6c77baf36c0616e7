package dev.memphis.connect;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * A row as a change found it and as it left it: the two images in Debezium's envelope. A transform may have taken one of them away,
 * or the source, to make records smaller. Stateless.
 */
final class Images {
    /** Debezium's operations on rows (Envelope.Operation). */
    private static final Set<String> OPERATIONS = Set.of("c", "r", "u", "d", "t");

    private static final Set<String> PARTS = Set.of("before", "after", "source");

    private Images() {}

    static boolean isEnvelope(Struct value) {
        return hasAll(value.schema())
                || (isOperation(Fields.of(value, "op")) && PARTS.stream().anyMatch(part -> has(value, part)));
    }

    private static boolean hasAll(Schema schema) {
        return schema.field("source") != null && schema.field("before") != null && schema.field("after") != null;
    }

    static boolean isEnvelope(Map<?, ?> value) {
        return PARTS.stream().allMatch(value::containsKey)
                || (isOperation(value.get("op")) && PARTS.stream().anyMatch(value::containsKey));
    }

    static boolean areMissing(Struct envelope) {
        return Fields.of(envelope, "before") == null && Fields.of(envelope, "after") == null;
    }

    static boolean areMissing(Map<?, ?> envelope) {
        return envelope.get("before") == null && envelope.get("after") == null;
    }

    private static boolean isOperation(@Nullable Object op) {
        return op instanceof String letter && OPERATIONS.contains(letter);
    }

    /** Told from a column of that name by its type: rows are structs, MongoDB's documents texts with a type of their own. */
    private static boolean has(Struct value, String part) {
        Field field = value.schema().field(part);
        return field != null
                && (field.schema().type() == Schema.Type.STRUCT
                        || "io.debezium.data.Json".equals(field.schema().name()));
    }
}
