package io.debezium.server.memphis;

import dev.memphis.delivery.event.Origin;
import io.debezium.engine.ChangeEvent;
import java.util.OptionalLong;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * A record's place in the source. The time is read from the record as Debezium captured it, before it became text: from
 * the envelope's {@code source.ts_ms}, or from {@code __source_ts_ms} where ExtractNewRecordState was told to add it.
 */
record RecordOrigin(ChangeEvent<Object, Object> record) implements Origin {
    private static final int LONGEST_KEY = 200;

    @Override
    public String words() {
        String position = SourceRecords.of(record)
                .map(source -> ", source position " + source.sourceOffset())
                .orElse("");
        return "topic " + record.destination() + ", key " + shortened(Texts.of(record.key())) + position;
    }

    private static String shortened(String key) {
        return key.length() > LONGEST_KEY ? key.substring(0, LONGEST_KEY) + "…" : key;
    }

    @Override
    public OptionalLong time() {
        return SourceRecords.of(record).map(SourceRecord::value).orElse(null) instanceof Struct value
                ? time(value)
                : OptionalLong.empty();
    }

    private static OptionalLong time(Struct value) {
        return field(value, "source") instanceof Struct source
                ? number(field(source, "ts_ms"))
                : number(field(value, "__source_ts_ms"));
    }

    private static Object field(Struct struct, String name) {
        return struct.schema().field(name) == null ? null : struct.get(name);
    }

    private static OptionalLong number(Object value) {
        return value instanceof Long time ? OptionalLong.of(time) : OptionalLong.empty();
    }
}
