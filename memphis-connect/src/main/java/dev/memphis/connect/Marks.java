package dev.memphis.connect;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far each partition is done. Confined to the task's thread. */
final class Marks {
    private static final class Mark {
        private long pending;
        /** The offset behind the last record that is done; negative while there is none. */
        private long next = -1;
    }

    private final Map<TopicPartition, Mark> marks = new HashMap<>();

    void began(Item item) {
        marks.computeIfAbsent(item.partition(), partition -> new Mark()).pending++;
    }

    void done(Item item) {
        // It began, and its partition was not taken away since: then it would not be told of.
        Mark mark = Objects.requireNonNull(marks.get(item.partition()));
        mark.pending--;
        mark.next = item.offset() + 1;
    }

    void forget(Collection<TopicPartition> partitions) {
        partitions.forEach(marks::remove);
    }

    /**
     * Returns what may be committed.
     *
     * @param consumed how far Connect has handed over records, those included that a transform left out
     */
    Map<TopicPartition, OffsetAndMetadata> committable(Map<TopicPartition, OffsetAndMetadata> consumed) {
        Map<TopicPartition, OffsetAndMetadata> committable = new HashMap<>();
        consumed.forEach((partition, handedOver) -> {
            Mark mark = marks.get(partition);
            if (mark == null || mark.pending == 0) {
                committable.put(partition, handedOver);
            } else if (mark.next >= 0) {
                committable.put(partition, new OffsetAndMetadata(mark.next));
            }
        });
        return committable;
    }
}
