package dev.memphis.connect;

import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.connect.sink.SinkRecord;

/** Is told of records that Memphis can never accept. */
@FunctionalInterface
interface Refused {
    /**
     * Takes a refused record; called on any thread, returns at once.
     *
     * @param reason why, in one line
     * @param done told when the record is safe, or left out; never told where the task stops because of it
     */
    void refuse(SinkRecord record, String reason, Consumer<Optional<String>> done);
}
