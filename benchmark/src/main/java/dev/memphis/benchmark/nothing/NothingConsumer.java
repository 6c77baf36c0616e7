package dev.memphis.benchmark.nothing;

import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine;
import java.util.List;

/** The sink of type {@code nothing}: counts what it is handed and marks it at once. Called from one thread at a time. */
public final class NothingConsumer implements DebeziumEngine.ChangeConsumer<ChangeEvent<Object, Object>> {
    private final Tally tally;

    NothingConsumer(Tally tally) {
        this.tally = tally;
    }

    @Override
    public void handleBatch(
            List<ChangeEvent<Object, Object>> records,
            DebeziumEngine.RecordCommitter<ChangeEvent<Object, Object>> committer)
            throws InterruptedException {
        for (ChangeEvent<Object, Object> record : records) {
            if (record.value() instanceof String value) {
                tally.event(value);
            }
            committer.markProcessed(record);
        }
        committer.markBatchFinished();
    }
}
