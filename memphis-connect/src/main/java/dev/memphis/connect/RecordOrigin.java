package dev.memphis.connect;

import dev.memphis.delivery.event.Origin;
import java.util.OptionalLong;
import org.apache.kafka.connect.sink.SinkRecord;

/** Where an event comes from: a record, by its place in Kafka before any transform; and the task that took it. */
record RecordOrigin(SinkRecord record, Refused task) implements Origin {
    @Override
    public String words() {
        return "topic " + record.originalTopic() + ", partition " + record.originalKafkaPartition() + ", offset "
                + record.originalKafkaOffset();
    }

    /** Kafka's time of the record, which a source connector sets to the time of the change. */
    @Override
    public OptionalLong time() {
        return record.timestamp() == null ? OptionalLong.empty() : OptionalLong.of(record.timestamp());
    }
}
