package dev.memphis.connect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * Tells the tombstone that repeats a delete of Debezium's from the record without a value that is all there is of one. A tombstone
 * comes right behind its delete, in the same partition and with the same key. Sees every record, in the order of its
 * partition. Confined to the task's thread.
 */
final class Deletions {
    private static final JsonMapper JSON = new JsonMapper();

    private final Map<TopicPartition, SinkRecord> last = new HashMap<>();
    private final Partitions partitions;

    Deletions(Partitions partitions) {
        this.partitions = partitions;
    }

    /** Takes a record and returns whether it has no value and repeats what the record before it told. */
    boolean repeats(SinkRecord record) {
        SinkRecord before = last.put(partitions.of(record), record);
        return before != null
                && record.value() == null
                && Objects.equals(before.topic(), record.topic())
                && Objects.deepEquals(before.key(), record.key())
                && tellsDeletion(before.value());
    }

    /** Bytes that are no JSON tell nothing, so the tombstone behind them is kept. */
    private static boolean tellsDeletion(@Nullable Object value) {
        return switch (value) {
            case null -> true;
            case Struct struct -> isDelete(field(struct, "op"), field(struct, "source"), field(struct, "__deleted"));
            case Map<?, ?> map -> isDelete(map.get("op"), map.get("source"), map.get("__deleted"));
            case String text -> tellsDeletion(text.getBytes(StandardCharsets.UTF_8));
            case byte[] bytes -> tellsDeletion(bytes);
            default -> false;
        };
    }

    private static boolean tellsDeletion(byte[] json) {
        try {
            JsonNode node = JSON.readTree(json);
            JsonNode value = node.has("schema") && node.has("payload") ? node.get("payload") : node;
            return isDelete(
                    value.path("op").asText(),
                    value.get("source"),
                    value.path("__deleted").asText());
        } catch (IOException e) {
            return false;
        }
    }

    /** An envelope's operation, or what ExtractNewRecordState writes with {@code rewrite}. */
    private static boolean isDelete(@Nullable Object operation, @Nullable Object source, @Nullable Object deleted) {
        return ("d".equals(operation) && source != null) || "true".equals(String.valueOf(deleted));
    }

    private static @Nullable Object field(Struct struct, String name) {
        return struct.schema().field(name) == null ? null : struct.get(name);
    }
}
