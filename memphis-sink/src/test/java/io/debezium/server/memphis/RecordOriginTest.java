package io.debezium.server.memphis;

import static org.assertj.core.api.Assertions.assertThat;

import io.debezium.embedded.EngineRecords;
import io.debezium.engine.ChangeEvent;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

class RecordOriginTest {
    private static final Schema SOURCE =
            SchemaBuilder.struct().field("ts_ms", Schema.OPTIONAL_INT64_SCHEMA).build();
    private static final Schema ENVELOPE =
            SchemaBuilder.struct().field("source", SOURCE).build();

    @Test
    void envelope_tellsWhenTheSourceMadeTheChange() {
        Struct envelope = new Struct(ENVELOPE).put("source", new Struct(SOURCE).put("ts_ms", 1_700_000_000_123L));

        assertThat(new RecordOrigin(record(envelope)).time()).hasValue(1_700_000_000_123L);
    }

    @Test
    void flattenedRow_tellsItWhereTheFieldWasAdded() {
        Schema flat = SchemaBuilder.struct()
                .field("id", Schema.INT32_SCHEMA)
                .field("__source_ts_ms", Schema.OPTIONAL_INT64_SCHEMA)
                .build();
        Struct row = new Struct(flat).put("id", 1).put("__source_ts_ms", 42L);

        assertThat(new RecordOrigin(record(row)).time()).hasValue(42);
    }

    @Test
    void rowWithoutATime_hasNone() {
        Schema flat = SchemaBuilder.struct()
                .field("source", Schema.STRING_SCHEMA)
                .field("__source_ts_ms", Schema.OPTIONAL_INT64_SCHEMA)
                .build();

        assertThat(new RecordOrigin(record(new Struct(flat).put("source", "shop"))).time())
                .isEmpty();
        assertThat(new RecordOrigin(record(new Struct(ENVELOPE).put("source", new Struct(SOURCE)))).time())
                .isEmpty();
        assertThat(new RecordOrigin(record(null)).time()).isEmpty();
    }

    @Test
    void binaryKey_isReadableInTheLog() {
        String words = new RecordOrigin(Records.record("items", new byte[] {0, 27, 7}, "{}", 1)).words();

        assertThat(words).contains("key base64:ABsH").matches("\\P{Cntrl}*");
    }

    private static ChangeEvent<Object, Object> record(Struct value) {
        Schema schema = value == null ? null : value.schema();
        SourceRecord source = new SourceRecord(Map.of("server", "shop"), Map.of("lsn", 1L), "items", schema, value);
        return EngineRecords.of("k", "{}", List.of(), source);
    }
}
