package dev.memphis.testbed.server;

import io.debezium.embedded.EmbeddedEngineChangeEvent;
import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine.ChangeConsumer;
import io.debezium.engine.DebeziumEngine.RecordCommitter;
import io.debezium.engine.Header;
import io.debezium.runtime.BatchEvent;
import io.debezium.runtime.CapturingEvents;
import io.debezium.server.api.DebeziumServerConsumer;
import java.util.List;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * The engine's batches in the new interface's terms: each event marks itself, and the server finishes the batch when the
 * sink has handled it.
 */
record EngineBatches(DebeziumServerConsumer<CapturingEvents<BatchEvent>> sink)
        implements ChangeConsumer<ChangeEvent<String, String>> {
    @Override
    public void handleBatch(
            List<ChangeEvent<String, String>> records, RecordCommitter<ChangeEvent<String, String>> committer)
            throws InterruptedException {
        List<BatchEvent> events = records.stream()
                .<BatchEvent>map(record -> new EngineEvent(record, committer))
                .toList();
        sink.handle(() -> events);
        committer.markBatchFinished();
    }

    @Override
    public boolean supportsTombstoneEvents() {
        return sink.tombstoneSupport().orElse(false);
    }

    private record EngineEvent(
            ChangeEvent<String, String> event, RecordCommitter<ChangeEvent<String, String>> committer)
            implements BatchEvent {
        @Override
        public Object key() {
            return event.key();
        }

        @Override
        public Object value() {
            return event.value();
        }

        @Override
        public int partition() {
            return event.partition() == null ? 0 : event.partition();
        }

        @Override
        public SourceRecord record() {
            return ((EmbeddedEngineChangeEvent<?, ?, ?>) event).sourceRecord();
        }

        @Override
        public String destination() {
            return event.destination();
        }

        @Override
        public <H> List<Header<H>> headers() {
            return event.headers();
        }

        @Override
        public void commit() {
            try {
                committer.markProcessed(event);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
