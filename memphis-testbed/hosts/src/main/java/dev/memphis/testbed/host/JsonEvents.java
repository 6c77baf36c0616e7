package dev.memphis.testbed.host;

import io.debezium.embedded.EngineRecords;
import io.debezium.engine.ChangeEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** Makes of captured records what Debezium's engine hands on: key and value as its JSON converter writes them. */
public final class JsonEvents implements AutoCloseable {
    private final JsonConverter keys;
    private final JsonConverter values;

    /** @param schemas whether each key and value has its schema beside it */
    public JsonEvents(boolean schemas) {
        keys = converter(schemas, true);
        values = converter(schemas, false);
    }

    private static JsonConverter converter(boolean schemas, boolean isKey) {
        JsonConverter converter = new JsonConverter();
        converter.configure(Map.of("schemas.enable", String.valueOf(schemas)), isKey);
        return converter;
    }

    /** Returns the engine's event of a record. */
    public ChangeEvent<Object, Object> of(SourceRecord record) {
        return EngineRecords.of(
                text(keys, record, record.keySchema(), record.key()),
                text(values, record, record.valueSchema(), record.value()),
                List.of(),
                record);
    }

    private static @Nullable String text(
            JsonConverter converter, SourceRecord record, @Nullable Schema schema, @Nullable Object what) {
        byte[] bytes = converter.fromConnectData(record.topic(), schema, what);
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        keys.close();
        values.close();
    }
}
