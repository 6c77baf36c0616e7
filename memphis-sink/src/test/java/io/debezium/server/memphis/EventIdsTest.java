package io.debezium.server.memphis;

import static org.assertj.core.api.Assertions.assertThat;

import io.debezium.engine.ChangeEvent;
import io.debezium.schema.SchemaFactory;
import io.debezium.schema.SchemaNameAdjuster;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

class EventIdsTest {
    private static final String KEY = "{\"id\":1}";
    private static final String VALUE = "{\"ts_ms\":1}";

    @Test
    void sameRecordAfterARestart_hasTheSameId() {
        assertThat(id(Records.record("t", KEY, VALUE, 42)))
                .isEqualTo(id(Records.record("t", KEY, "{\"ts_ms\":2}", 42)))
                .matches("[0-9a-f]{32}");
    }

    @Test
    void otherPositionTopicOrKey_isAnotherId() {
        String id = id(Records.record("t", KEY, VALUE, 42));

        assertThat(id(Records.record("t", KEY, VALUE, 43))).isNotEqualTo(id);
        assertThat(id(Records.record("u", KEY, VALUE, 42))).isNotEqualTo(id);
        assertThat(id(Records.record("t", "{\"id\":2}", VALUE, 42))).isNotEqualTo(id);
    }

    @Test
    void tombstone_differsFromItsDelete() {
        assertThat(id(Records.record("t", KEY, null, 42))).isNotEqualTo(id(Records.record("t", KEY, VALUE, 42)));
    }

    @Test
    void rowsWithoutAKeyAtOnePosition_differ() {
        // Rows of a snapshot share their position.
        assertThat(id(Records.record("t", null, "{\"a\":1}", 42)))
                .isNotEqualTo(id(Records.record("t", null, "{\"a\":2}", 42)));
    }

    @Test
    void binaryKeysOfOnePosition_haveAnIdEach() {
        Set<String> ids = new HashSet<>();
        for (int row = 0; row < 2000; row++) {
            // Neither is UTF-8: read as text, all would be the same replacement characters.
            byte[] key = {0, 0, 0, 0, 1, (byte) (0x80 | row >> 6), (byte) (0xc0 | row & 0x3f)};
            ids.add(id(Records.record("t", key, "{}", 42)));
        }

        assertThat(ids).hasSize(2000);
    }

    @Test
    void binaryColumnOfARowWithoutAKey_tellsRowsApartAndIsReadByItsBytes() {
        assertThat(keyless(new byte[] {1, 2})).isEqualTo(keyless(new byte[] {1, 2}));
        assertThat(keyless(new byte[] {1, 2})).isNotEqualTo(keyless(new byte[] {1, 3}));
        assertThat(keyless(ByteBuffer.wrap(new byte[] {1, 2}))).isEqualTo(keyless(new byte[] {1, 2}));
        assertThat(keyless(null)).isNotEqualTo(keyless(new byte[0]));
    }

    @Test
    void flattenedRowWithoutAKeyCapturedLater_hasTheSameId() {
        assertThat(flattened("a", 1)).isEqualTo(flattened("a", 2)).isNotEqualTo(flattened("b", 1));
    }

    @Test
    void positionWithATimeOfItsOwn_countsWithoutIt() {
        assertThat(at(Map.of("lsn", 1L, "ts_usec", 1L)))
                .isEqualTo(at(Map.of("lsn", 1L, "ts_usec", 2L)))
                .isNotEqualTo(at(Map.of("lsn", 2L, "ts_usec", 1L)));
    }

    /** With message.key.columns, ValueToKey or an outbox, whose key is the aggregate, several rows have one key. */
    @Test
    void rowsOfASnapshotThatShareAKey_haveAnIdEach() {
        Map<String, Object> snapshot = Map.of("lsn", 1L, "snapshot", "INITIAL");
        Map<String, Object> incremental = Map.of("lsn", 1L, "incremental_snapshot_primary_key", "00");

        for (Map<String, Object> position : List.of(snapshot, incremental)) {
            assertThat(id(at(position, Rows.insert(Rows.row(1, new byte[] {1}), 1))))
                    .isEqualTo(id(at(position, Rows.insert(Rows.row(1, new byte[] {1}), 2))))
                    .isNotEqualTo(id(at(position, Rows.insert(Rows.row(1, new byte[] {2}), 1))));
        }
    }

    @Test
    void flattenedAndForeignRowsOfASnapshotThatShareAKey_haveAnIdEach() {
        Map<String, Object> snapshot = Map.of("lsn", 1L, "snapshot", true);

        assertThat(id(at(snapshot, Rows.record(1, null, "{\"n\":1}", 1))))
                .isNotEqualTo(id(at(snapshot, Rows.record(1, null, "{\"n\":2}", 1))));
        Struct row = Rows.row(1, new byte[] {1});
        Struct other = Rows.row(1, new byte[] {2});
        assertThat(id(at(snapshot, Rows.record(1, row.schema(), row, 1))))
                .isNotEqualTo(id(at(snapshot, Rows.record(1, other.schema(), other, 1))));
    }

    /** A value may be read again from the table (post.processors), and be another one then. */
    @Test
    void streamedRowWithAKey_isToldByItsPlaceAlone() {
        assertThat(id(at(Map.of("lsn", 1L), Rows.insert(Rows.row(1, new byte[] {1}), 1))))
                .isEqualTo(id(at(Map.of("lsn", 1L), Rows.insert(Rows.row(1, new byte[] {2}), 1))));
    }

    @Test
    void notificationsOfOneSnapshot_haveAnIdEach() {
        assertThat(notification("STARTED", 1))
                .isEqualTo(notification("STARTED", 2))
                .isNotEqualTo(notification("COMPLETED", 1));
    }

    @Test
    void beginAndEndOfATransaction_haveAnIdEach() {
        assertThat(transaction("BEGIN", 1)).isEqualTo(transaction("BEGIN", 2)).isNotEqualTo(transaction("END", 1));
    }

    @Test
    void schemaChangesOfOneSnapshot_haveAnIdEach() {
        assertThat(schemaChange("CREATE TABLE a", 1))
                .isEqualTo(schemaChange("CREATE TABLE a", 2))
                .isNotEqualTo(schemaChange("CREATE TABLE b", 1));
    }

    /** As of TRUNCATE a, b where a transform brings both into one topic. */
    @Test
    void truncatesOfTwoTablesAtOnce_haveAnIdEach() {
        assertThat(truncate("a")).isEqualTo(truncate("a")).isNotEqualTo(truncate("b"));
    }

    /** The key of an outbox event without an aggregate; a converter writes it as {@code null}. */
    @Test
    void keyThatIsNullWithASchema_isNone() {
        assertThat(nullKeyed("null", "a")).isNotEqualTo(nullKeyed("null", "b")).isEqualTo(nullKeyed(null, "a"));
        assertThat(nullKeyed("{\"schema\":{\"type\":\"string\"},\"payload\":null}", "a"))
                .isEqualTo(nullKeyed(null, "a"));
    }

    @Test
    void howFarATransactionOrAnIncrementalSnapshotIs_tellsNothingOfAnEvent() {
        assertThat(at(Map.of("lsn", 1L, "transaction_id", "7", "transaction_data_collection_order_a", 1L)))
                .isEqualTo(at(Map.of("lsn", 1L, "transaction_id", "8", "transaction_data_collection_order_a", 2L)));
        assertThat(at(Map.of("lsn", 1L, "incremental_snapshot_primary_key", "1")))
                .isEqualTo(at(Map.of("lsn", 1L, "incremental_snapshot_primary_key", "2")));
    }

    private static ChangeEvent<Object, Object> at(Map<String, ?> position, SourceRecord record) {
        return Rows.event(
                KEY,
                String.valueOf(record.value()),
                new SourceRecord(
                        record.sourcePartition(),
                        position,
                        record.topic(),
                        record.keySchema(),
                        record.key(),
                        record.valueSchema(),
                        record.value()));
    }

    private static String notification(String type, long time) {
        Struct value = new Struct(SchemaFactory.get().notificationValueSchema(SchemaNameAdjuster.NO_OP))
                .put("id", "7")
                .put("aggregate_type", "Initial Snapshot")
                .put("type", type)
                .put("timestamp", time);
        return id(at(Map.of(), Rows.record(1, value.schema(), value, 1)));
    }

    private static String transaction(String status, long time) {
        Struct value = new Struct(SchemaFactory.get().transactionValueSchema(SchemaNameAdjuster.NO_OP))
                .put("id", "7")
                .put("status", status)
                .put("ts_ms", time);
        return id(at(Map.of("lsn", 1L), Rows.record(1, value.schema(), value, 1)));
    }

    private static String schemaChange(String statement, long time) {
        Schema source =
                SchemaBuilder.struct().field("ts_ms", Schema.INT64_SCHEMA).build();
        Schema schema = SchemaBuilder.struct()
                .name("io.debezium.connector.mysql.SchemaChangeValue")
                .field("source", source)
                .field("ts_ms", Schema.INT64_SCHEMA)
                .field("ddl", Schema.STRING_SCHEMA)
                .build();
        Struct value = new Struct(schema)
                .put("source", new Struct(source).put("ts_ms", time))
                .put("ts_ms", time)
                .put("ddl", statement);
        return id(at(Map.of("pos", 4L), Rows.record(1, schema, value, 1)));
    }

    private static String truncate(String table) {
        Schema source =
                SchemaBuilder.struct().field("table", Schema.STRING_SCHEMA).build();
        Schema row = SchemaBuilder.struct().optional().build();
        Schema schema = SchemaBuilder.struct()
                .field("before", row)
                .field("after", row)
                .field("source", source)
                .field("op", Schema.STRING_SCHEMA)
                .build();
        Struct value = new Struct(schema)
                .put("source", new Struct(source).put("table", table))
                .put("op", "t");
        return id(Rows.event(
                null, "{}", new SourceRecord(Map.of("server", "shop"), Map.of("lsn", 1L), "all", schema, value)));
    }

    private static String nullKeyed(String converted, String content) {
        return id(Rows.event(
                converted,
                content,
                new SourceRecord(
                        Map.of("server", "shop"),
                        Map.of("lsn", 1L),
                        "t",
                        Schema.OPTIONAL_STRING_SCHEMA,
                        null,
                        Schema.STRING_SCHEMA,
                        content)));
    }

    private static String keyless(Object picture) {
        return id(Rows.event(null, "{}", Rows.insert(Rows.row(1, picture), 42)));
    }

    private static String flattened(String name, long captured) {
        Schema schema = SchemaBuilder.struct()
                .field("name", Schema.STRING_SCHEMA)
                .field("__ts_ms", Schema.INT64_SCHEMA)
                .field("__source_ts_ns", Schema.INT64_SCHEMA)
                .build();
        Struct row =
                new Struct(schema).put("name", name).put("__ts_ms", captured).put("__source_ts_ns", captured);
        return id(Rows.event(
                null,
                "{\"name\":\"" + name + "\",\"__ts_ms\":" + captured + "}",
                new SourceRecord(Map.of("server", "shop"), Map.of("lsn", 1L), "t", schema, row)));
    }

    private static String at(Map<String, ?> position) {
        return id(Rows.event(
                KEY, VALUE, new SourceRecord(Map.of("server", "shop"), position, "t", Schema.STRING_SCHEMA, VALUE)));
    }

    private static String id(ChangeEvent<Object, Object> record) {
        return new EventIds(AddedTimes.ofDefaults()).of(record);
    }
}
