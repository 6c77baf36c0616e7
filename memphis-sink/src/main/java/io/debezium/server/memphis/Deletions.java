package io.debezium.server.memphis;

import io.debezium.engine.ChangeEvent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Tells the tombstone that repeats a delete from the record without a value that is all there is of one, as
 * ExtractNewRecordState makes it by default. A tombstone comes right behind its delete, from the same place in the source; of
 * several tasks, each has parts of the source of its own. Sees every record, those of a task in order. Confined to one thread.
 */
final class Deletions {
    /** By the part of the source that it came from, of which there are few. */
    private final Map<Object, ChangeEvent<Object, Object>> last = new HashMap<>();

    /** Takes a record and returns whether it has no value and repeats what the record before it told. */
    boolean repeats(ChangeEvent<Object, Object> record) {
        ChangeEvent<Object, Object> before = last.put(part(record), record);
        return before != null
                && SourceRecords.hasNoValue(record)
                && tellsDeletion(before)
                && Objects.equals(before.destination(), record.destination())
                && Objects.deepEquals(before.key(), record.key())
                && place(before).equals(place(record));
    }

    private static boolean tellsDeletion(ChangeEvent<Object, Object> record) {
        return SourceRecords.hasNoValue(record)
                || SourceRecords.value(record).filter(Deletions::isDelete).isPresent();
    }

    /** An envelope's operation, or what the transforms write with {@code rewrite}. */
    private static boolean isDelete(Struct value) {
        boolean envelope = Images.isEnvelope(value) && "d".equals(SourceRecords.field(value, "op"));
        return envelope || isRewritten(value);
    }

    /** A text from ExtractNewRecordState, a truth value from ExtractNewDocumentState. */
    static boolean isRewritten(Struct value) {
        return "true".equals(String.valueOf(SourceRecords.field(value, "__deleted")));
    }

    private static Object part(ChangeEvent<Object, Object> record) {
        return SourceRecords.of(record)
                .<Object>map(SourceRecord::sourcePartition)
                .orElseGet(Map::of);
    }

    private static List<Object> place(ChangeEvent<Object, Object> record) {
        return SourceRecords.of(record).map(Deletions::place).orElseGet(List::of);
    }

    private static List<Object> place(SourceRecord record) {
        return Arrays.asList(record.sourcePartition(), record.sourceOffset());
    }
}
