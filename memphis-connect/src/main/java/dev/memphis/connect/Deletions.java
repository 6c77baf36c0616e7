package dev.memphis.connect;

import com.fasterxml.jackson.databind.JsonNode;
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
    private static final String DELETE = "d";

    private final Map<TopicPartition, SinkRecord> last = new HashMap<>();
    private final Partitions partitions;

    Deletions(Partitions partitions) {
        this.partitions = partitions;
    }

    /** Takes a record and returns whether it has no value and repeats what the record before it told. */
    boolean repeats(SinkRecord record) {
        SinkRecord before = last.put(partitions.of(record), record);
        return before != null
                && Rowless.isNone(record.value())
                && Objects.equals(before.topic(), record.topic())
                && Objects.deepEquals(before.key(), record.key())
                && tellsDeletion(before.value());
    }

    /** Bytes that are no JSON tell nothing, so the tombstone behind them is kept. */
    private static boolean tellsDeletion(@Nullable Object value) {
        return switch (value) {
            case null -> true;
            case Struct struct ->
                (Images.isEnvelope(struct) && DELETE.equals(Fields.of(struct, "op")))
                        || isTrue(Fields.of(struct, "__deleted"));
            case Map<?, ?> map ->
                (Images.isEnvelope(map) && DELETE.equals(map.get("op"))) || isTrue(map.get("__deleted"));
            default -> JsonTexts.isText(value) && tellsDeletion(JsonTexts.whole(value));
        };
    }

    private static boolean tellsDeletion(String text) {
        JsonNode value = JsonTexts.payload(text);
        boolean envelope = value.has("source") || value.has("before") || value.has("after");
        return (envelope && value.path("op").asText().equals(DELETE))
                || value.path("__deleted").asText().equals("true");
    }

    /** What ExtractNewRecordState writes with {@code rewrite}. */
    private static boolean isTrue(@Nullable Object deleted) {
        return "true".equals(String.valueOf(deleted));
    }
}
