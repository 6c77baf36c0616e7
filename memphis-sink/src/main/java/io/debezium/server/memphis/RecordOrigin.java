package io.debezium.server.memphis;

import dev.memphis.delivery.event.KeyBytes;
import dev.memphis.delivery.event.Origin;
import dev.memphis.delivery.options.PrintableText;
import io.debezium.engine.ChangeEvent;
import java.util.OptionalLong;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * A record's place in the source. The time is read from the record as Debezium captured it, before it became text: from
 * the envelope's {@code source.ts_ms}, or from {@code __source_ts_ms} where ExtractNewRecordState was told to add it.
 */
record RecordOrigin(ChangeEvent<Object, Object> record) implements Origin {
    private static final int LONGEST_KEY = 200;

    @Override
    public String words() {
        String position = SourceRecords.of(record)
                .map(source -> ", source position " + PrintableText.whole(String.valueOf(source.sourceOffset())))
                .orElse("");
        return "topic " + record.destination() + ", key " + shortened(KeyBytes.text(record.key())) + position;
    }

    private static String shortened(String key) {
        String start = key.length() > LONGEST_KEY ? key.substring(0, LONGEST_KEY) + "…" : key;
        return PrintableText.whole(start);
    }

    @Override
    public OptionalLong time() {
        return SourceRecords.value(record).map(RecordOrigin::time).orElseGet(OptionalLong::empty);
    }

    private static OptionalLong time(Struct value) {
        return SourceRecords.field(value, "source") instanceof Struct source
                ? number(SourceRecords.field(source, "ts_ms"))
                : number(SourceRecords.field(value, "__source_ts_ms"));
    }

    private static OptionalLong number(@Nullable Object value) {
        return value instanceof Long time ? OptionalLong.of(time) : OptionalLong.empty();
    }
}
