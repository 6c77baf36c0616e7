package io.debezium.server.memphis;

import io.debezium.embedded.EmbeddedEngineChangeEvent;
import io.debezium.engine.ChangeEvent;
import java.util.Optional;
import org.apache.kafka.connect.source.SourceRecord;

/** A record as Debezium captured it, before it became text or bytes. Stateless. */
final class SourceRecords {
    private SourceRecords() {}

    /** Returns the captured record; empty where the host does not hand it over. */
    static Optional<SourceRecord> of(ChangeEvent<Object, Object> record) {
        return switch (record) {
            case EmbeddedEngineChangeEvent<?, ?, ?> event -> Optional.ofNullable(event.sourceRecord());
            case BatchRecord event -> Optional.ofNullable(event.source());
            default -> Optional.empty();
        };
    }
}
