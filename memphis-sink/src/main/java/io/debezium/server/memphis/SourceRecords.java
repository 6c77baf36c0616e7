package io.debezium.server.memphis;

import io.debezium.embedded.EmbeddedEngineChangeEvent;
import io.debezium.engine.ChangeEvent;
import io.debezium.engine.Header;
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

    /**
     * Returns the event's key; null where the record has none. Of a key that is null but has a schema, as the key of an outbox event
     * without an aggregate has, a converter makes the text {@code null}.
     */
    static @Nullable Object key(ChangeEvent<Object, Object> event) {
        Object key = event.key();
        boolean none = key == null
                || (readsAsNull(key)
                        && of(event).filter(source -> source.key() != null).isEmpty());
        return none ? null : key;
    }

    /** Returns a header's value; null where it has none, also where a converter wrote that down as JSON's null. */
    static @Nullable Object value(ChangeEvent<Object, Object> event, Header<?> header) {
        Object value = header.getValue();
        boolean none = value == null || (readsAsNull(value) && !hasTextFor(event, header.getKey()));
        return none ? null : value;
    }

    /** The last one of a name stands for all: which of several a converted one was, nobody tells. */
    private static boolean hasTextFor(ChangeEvent<Object, Object> event, String header) {
        return of(event)
                .map(source -> source.headers().lastWithName(header))
                .filter(captured -> captured.value() != null)
                .isPresent();
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
