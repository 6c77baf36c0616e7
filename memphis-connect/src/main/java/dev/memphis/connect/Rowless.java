package dev.memphis.connect;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Values that tell no row, so that the record's key alone does: none at all, or a change of Debezium's without an image of the row,
 * as MongoDB's deletions are where the collection keeps no pre-images. Stateless.
 */
final class Rowless {
    /** How Debezium's envelopes in JSON begin when they have no image; looked for instead of reading all of each value. */
    private static final String EMPTY_ENVELOPE = "{\"before\":null,\"after\":null,";

    private static final ByteBuffer EMPTY_ENVELOPE_BYTES =
            ByteBuffer.wrap(EMPTY_ENVELOPE.getBytes(StandardCharsets.UTF_8));
    /** Before what Debezium's transforms add to a row. */
    private static final String ADDED = "__";

    private Rowless() {}

    static boolean is(@Nullable Object value) {
        return switch (value) {
            case null -> true;
            case Struct struct -> tellsNoRow(struct);
            case Map<?, ?> map -> tellsNoRow(map);
            case String text -> text.startsWith(EMPTY_ENVELOPE);
            case byte[] bytes -> beginsEmpty(ByteBuffer.wrap(bytes));
            case ByteBuffer buffer -> beginsEmpty(buffer);
            default -> false;
        };
    }

    private static boolean tellsNoRow(Struct value) {
        Schema schema = value.schema();
        if (schema.field("source") != null && schema.field("before") != null && schema.field("after") != null) {
            return value.get("before") == null && value.get("after") == null;
        }
        return schema.field("__deleted") != null
                && "true".equals(String.valueOf(value.get("__deleted")))
                && schema.fields().stream()
                        .allMatch(field ->
                                value.get(field) == null || field.name().startsWith(ADDED));
    }

    private static boolean tellsNoRow(Map<?, ?> value) {
        if (value.containsKey("source") && value.containsKey("before") && value.containsKey("after")) {
            return value.get("before") == null && value.get("after") == null;
        }
        return "true".equals(String.valueOf(value.get("__deleted")))
                && value.entrySet().stream()
                        .allMatch(field -> field.getValue() == null
                                || String.valueOf(field.getKey()).startsWith(ADDED));
    }

    private static boolean beginsEmpty(ByteBuffer buffer) {
        int length = EMPTY_ENVELOPE_BYTES.remaining();
        return buffer.remaining() >= length
                && buffer.slice(buffer.position(), length).equals(EMPTY_ENVELOPE_BYTES);
    }
}
