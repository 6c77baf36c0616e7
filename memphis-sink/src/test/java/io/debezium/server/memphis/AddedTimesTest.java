package io.debezium.server.memphis;

import static org.assertj.core.api.Assertions.assertThat;

import io.debezium.data.Envelope;
import io.debezium.transforms.ExtractNewRecordState;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows without a key, flattened by Debezium's own transform: captured at another time they have the same id. */
class AddedTimesTest {
    private static final Schema ROW = SchemaBuilder.struct()
            .optional()
            .field("name", Schema.STRING_SCHEMA)
            .build();
    private static final Schema SOURCE = SchemaBuilder.struct()
            .field("ts_ms", Schema.INT64_SCHEMA)
            .field("ts_ns", Schema.INT64_SCHEMA)
            .field("lsn", Schema.INT64_SCHEMA)
            .build();
    private static final Envelope ENVELOPE = Envelope.defineSchema()
            .withName("shop.public.log.Envelope")
            .withRecord(ROW)
            .withSource(SOURCE)
            .build();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "             | op,ts_ms,source.ts_ms,source.ts_ns",
                "_meta_       | ts_ms, ts_us ,ts_ns,source.ts_ms,source.lsn",
                "x.           | ts_ms:captured,source.ts_ns:seen_at",
                "''           | ts_ms:at"
            })
    void flattenedRowWithoutAKey_hasTheSameIdWhenItIsCapturedLater(String prefix, String fields) {
        Map<String, String> transform = new HashMap<>(Map.of("add.fields", fields));
        if (prefix != null) {
            transform.put("add.fields.prefix", prefix);
        }

        assertThat(id(transform, "a", 1)).isEqualTo(id(transform, "a", 2)).isNotEqualTo(id(transform, "b", 1));
    }

    @Test
    void columnsOfOtherNamesAndOtherTransforms_areContent() {
        Map<String, String> properties = Map.of(
                "debezium.transforms", "route, unwrap",
                "debezium.transforms.route.type", "org.apache.kafka.connect.transforms.RegexRouter",
                "debezium.transforms.route.add.fields", "ts_ms:not_this",
                "debezium.transforms.unwrap.type", ExtractNewRecordState.class.getName(),
                "debezium.transforms.unwrap.add.fields", "op,source.lsn,source.ts_ms");

        AddedTimes times = AddedTimes.of(name -> Optional.ofNullable(properties.get(name)), "debezium.");

        assertThat(times.columns()).containsExactly("__source_ts_ms");
        assertThat(times.has("ts_ms")).isFalse();
        assertThat(times.has("__ts_us")).isTrue();
    }

    private static String id(Map<String, String> transform, String name, long now) {
        SourceRecord flattened;
        try (ExtractNewRecordState<SourceRecord> unwrap = new ExtractNewRecordState<>()) {
            unwrap.configure(transform);
            flattened = unwrap.apply(captured(name, now));
        }
        Map<String, String> properties = new HashMap<>();
        transform.forEach((option, value) -> properties.put("transforms.unwrap." + option, value));
        properties.put("transforms", "unwrap");
        properties.put("transforms.unwrap.type", ExtractNewRecordState.class.getName());
        AddedTimes times = AddedTimes.of(option -> Optional.ofNullable(properties.get(option)), "");
        return new EventIds(times).of(Rows.event(null, "{}", flattened));
    }

    private static SourceRecord captured(String name, long now) {
        Struct source = new Struct(SOURCE)
                .put("ts_ms", now)
                .put("ts_ns", now * 1_000_000)
                .put("lsn", 7L);
        Struct value = ENVELOPE.create(new Struct(ROW).put("name", name), source, Instant.ofEpochMilli(now));
        return new SourceRecord(
                Map.of("server", "shop"), Map.of("lsn", 7L), "shop.public.log", ENVELOPE.schema(), value);
    }
}
