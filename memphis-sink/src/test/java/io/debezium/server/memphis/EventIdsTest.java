package io.debezium.server.memphis;

import static org.assertj.core.api.Assertions.assertThat;

import io.debezium.engine.ChangeEvent;
import java.nio.ByteBuffer;
import java.util.HashSet;
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
