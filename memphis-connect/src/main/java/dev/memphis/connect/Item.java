package dev.memphis.connect;

import dev.memphis.delivery.event.Event;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/** A record on its way. Confined to the task's thread. */
final class Item {
    private final TopicPartition partition;
    private final long offset;
    private final Optional<Event> event;
    private long number;

    /**
     * @param partition where the record comes from, and its place there
     * @param event empty for a record that is not to be sent
     */
    Item(TopicPartition partition, long offset, Optional<Event> event) {
        this.partition = partition;
        this.offset = offset;
        this.event = event;
    }

    TopicPartition partition() {
        return partition;
    }

    long offset() {
        return offset;
    }

    Optional<Event> event() {
        return event;
    }

    /** Returns the number that must be settled for this record to be done. */
    long number() {
        return number;
    }

    void taken(long as) {
        number = as;
    }
}
