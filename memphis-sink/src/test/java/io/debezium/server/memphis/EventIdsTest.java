package io.debezium.server.memphis;

import static org.assertj.core.api.Assertions.assertThat;

import io.debezium.engine.ChangeEvent;
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

    private static String id(ChangeEvent<Object, Object> record) {
        return new EventIds().of(record);
    }
}
