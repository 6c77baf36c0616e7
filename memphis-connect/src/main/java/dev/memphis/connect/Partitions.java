package dev.memphis.connect;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * The partitions that records come from. Connect hands records over in runs of one partition: the same object serves for all of
 * a run, and keeps its hash. Confined to the task's thread.
 */
final class Partitions {
    private TopicPartition newest = new TopicPartition("", -1);

    /** Returns where a record comes from, whatever a transform has made of its topic. */
    TopicPartition of(SinkRecord record) {
        int number = record.originalKafkaPartition();
        if (newest.partition() != number || !newest.topic().equals(record.originalTopic())) {
            newest = new TopicPartition(record.originalTopic(), number);
        }
        return newest;
    }
}
