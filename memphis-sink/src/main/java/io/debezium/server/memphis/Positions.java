package io.debezium.server.memphis;

import io.debezium.engine.ChangeEvent;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** Places in the source, as Debezium's connectors write them into their offsets. Stateless. */
final class Positions {
    /** Before the names under which an incremental snapshot keeps how far it is (IncrementalSnapshotContext). */
    private static final String INCREMENTAL = "incremental_snapshot_";
    /** Before those under which a transaction keeps how many events it had (TransactionContext). */
    private static final String TRANSACTION = "transaction_";
    /** Before those of times, such as {@code ts_usec}; in a snapshot they are those of Debezium's clock. */
    private static final String TIME = "ts_";

    private Positions() {}

    /** Returns what of a position is the same whenever an event is read again. */
    static Map<String, Object> lasting(@Nullable Map<String, ?> position) {
        Map<String, Object> lasting = new TreeMap<>();
        if (position != null) {
            position.forEach((name, value) -> {
                if (!name.startsWith(TIME) && !name.startsWith(INCREMENTAL) && !name.startsWith(TRANSACTION)) {
                    lasting.put(name, value);
                }
            });
        }
        return lasting;
    }

    /** Returns whether events of other rows may have the same position: all rows of a snapshot do. */
    static boolean isShared(ChangeEvent<Object, Object> event) {
        return SourceRecords.of(event)
                .map(SourceRecord::sourceOffset)
                .filter(Positions::isOfASnapshot)
                .isPresent();
    }

    private static boolean isOfASnapshot(Map<String, ?> offset) {
        return isSet(offset.get("snapshot"))
                || isSet(offset.get("initsync"))
                || offset.keySet().stream().anyMatch(name -> name.startsWith(INCREMENTAL));
    }

    private static boolean isSet(@Nullable Object mark) {
        return mark != null && !mark.equals(false) && !mark.equals("false");
    }
}
