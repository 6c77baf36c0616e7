package io.debezium.server.memphis;

import io.debezium.embedded.EmbeddedEngineChangeEvent;
import io.debezium.engine.ChangeEvent;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** The records behind the engine's events: what was captured and transformed, before it became text or bytes. Stateless. */
final class SourceRecords {
    private SourceRecords() {}

    /** Returns the captured record; empty where the host does not hand it over. */
    static Optional<SourceRecord> of(ChangeEvent<Object, Object> event) {
        return switch (event) {
            case EmbeddedEngineChangeEvent<?, ?, ?> embedded -> Optional.ofNullable(embedded.sourceRecord());
            case BatchRecord batch -> Optional.ofNullable(batch.source());
            default -> Optional.empty();
        };
    }

    static Optional<Struct> value(ChangeEvent<Object, Object> event) {
        return of(event)
                .map(SourceRecord::value)
                .filter(Struct.class::isInstance)
                .map(Struct.class::cast);
    }

    /** Returns a field's value; null also where there is no such field. */
    static @Nullable Object field(Struct struct, String name) {
        return struct.schema().field(name) == null ? null : struct.get(name);
    }

    /**
     * Returns whether the event has no value. A converter makes different things of that: nothing, an empty array, the
     * text {@code null}, or a schema with a null payload; so the record itself is asked where there is one.
     */
    static boolean hasNoValue(ChangeEvent<Object, Object> event) {
        return event.value() == null
                || of(event).map(source -> source.value() == null).orElseGet(() -> readsAsNull(event.value()));
    }

    private static boolean readsAsNull(Object value) {
        String text = value instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : value.toString();
        return text.isEmpty()
                || text.equals("null")
                || (text.startsWith("{\"schema\":") && text.endsWith(",\"payload\":null}"));
    }
}
