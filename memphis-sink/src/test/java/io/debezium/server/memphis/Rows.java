package io.debezium.server.memphis;

import io.debezium.data.Envelope;
import io.debezium.embedded.EngineRecords;
import io.debezium.engine.ChangeEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/** Records of a table, with the schemas that Debezium gives them. */
final class Rows {
    static final String TOPIC = "shop.public.item";

    private static final Schema KEY =
            SchemaBuilder.struct().field("id", Schema.INT32_SCHEMA).build();
    private static final Schema ROW = SchemaBuilder.struct()
            .optional()
            .name("shop.public.item.Value")
            .field("id", Schema.INT32_SCHEMA)
            .field("picture", Schema.OPTIONAL_BYTES_SCHEMA)
            .build();
    private static final Schema SOURCE = SchemaBuilder.struct()
            .field("ts_ms", Schema.INT64_SCHEMA)
            .field("db", Schema.STRING_SCHEMA)
            .build();
    private static final Envelope ENVELOPE = Envelope.defineSchema()
            .withName("shop.public.item.Envelope")
            .withRecord(ROW)
            .withSource(SOURCE)
            .build();

    private Rows() {}

    static Struct row(int id, Object picture) {
        return new Struct(ROW).put("id", id).put("picture", picture);
    }

    static SourceRecord insert(Struct row, long position) {
        Instant now = Instant.ofEpochMilli(position);
        return record(row.getInt32("id"), ENVELOPE.schema(), ENVELOPE.create(row, source(), now), position);
    }

    static SourceRecord delete(Struct row, long position) {
        Instant now = Instant.ofEpochMilli(position);
        return record(row.getInt32("id"), ENVELOPE.schema(), ENVELOPE.delete(row, source(), now), position);
    }

    static SourceRecord truncate(long position) {
        Struct value = ENVELOPE.truncate(source(), Instant.ofEpochMilli(position));
        return new SourceRecord(
                Map.of("server", "shop"), Map.of("lsn", position), TOPIC, null, null, ENVELOPE.schema(), value);
    }

    static SourceRecord tombstone(int id, long position) {
        return record(id, null, null, position);
    }

    static SourceRecord record(int id, Schema schema, Object value, long position) {
        return new SourceRecord(
                Map.of("server", "shop"),
                Map.of("lsn", position),
                TOPIC,
                KEY,
                new Struct(KEY).put("id", id),
                schema,
                value);
    }

    /** Returns the engine's event of a record, with key and value as a converter made them. */
    static ChangeEvent<Object, Object> event(Object key, Object value, SourceRecord source) {
        return EngineRecords.of(key, value, List.of(), source);
    }

    private static Struct source() {
        return new Struct(SOURCE).put("ts_ms", 1L).put("db", "shop");
    }
}
