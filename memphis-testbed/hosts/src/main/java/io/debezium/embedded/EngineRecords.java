package io.debezium.embedded;

import io.debezium.engine.ChangeEvent;
import io.debezium.engine.Header;
import java.util.List;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** Makes the engine's own records, whose constructor only this package may call. */
@NullMarked
public final class EngineRecords {
    private EngineRecords() {}

    /** Returns a record as Debezium's engine hands it over. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    public static ChangeEvent<Object, Object> of(
            @Nullable Object key, @Nullable Object value, List<Header<Object>> headers, SourceRecord source) {
        return new EmbeddedEngineChangeEvent(key, value, headers, source);
    }
}
