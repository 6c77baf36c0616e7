package dev.memphis.client.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.client.change.Envelope.Field;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventValueTest {
    private static final String UPDATE = """
            {"op":"u","source":{"ts_ms":5},"ts_ms":7,"before":{"id":1,"a":1.23456789012345678,"b":2},"after":{"id":1,"a":1.23456789012345679,"b":2,"c":3}}""";

    @Test
    void schemaBesideThePayload_isTakenOff() {
        EventValue value = EventValue.read("{\"schema\":{\"type\":\"struct\"},\"payload\":" + UPDATE + "}")
                .orElseThrow();

        assertThat(value.schema().path("type").asText()).isEqualTo("struct");
        assertThat(value.envelope()).isEqualTo(value(UPDATE).envelope());
    }

    @Test
    void rowWithAColumnCalledPayload_isNotTakenApart() {
        EventValue value = value("{\"id\":1,\"payload\":{\"op\":\"c\"}}");

        assertThat(value.schema().isMissingNode()).isTrue();
        assertThat(value.payload().path("id").asInt()).isEqualTo(1);
        assertThat(value.envelope()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "1", "\"op\"", "{\"op\":1}", "{}"})
    void otherJson_isNoEnvelope(String text) {
        assertThat(value(text).envelope()).isEmpty();
    }

    @Test
    void whatIsNoJson_isNoValue() {
        assertThat(EventValue.read("{\"op\":")).isEmpty();
    }

    @Test
    void update_tellsWhatEachFieldWas_andAFieldThatWasNotTold_isTheSame() {
        Envelope update = value(UPDATE).envelope().orElseThrow();

        assertThat(update.fields()).extracting(Field::name).containsExactly("id", "a", "b", "c");
        assertThat(update.fields()).filteredOn(Field::changed).singleElement().satisfies(field -> {
            assertThat(field.was().toString()).isEqualTo("1.23456789012345678");
            assertThat(field.is().toString()).isEqualTo("1.23456789012345679");
        });
        assertThat(update.time()).isEqualTo(Instant.ofEpochMilli(5));
    }

    @Test
    void delete_isAboutTheRowThatWas() {
        Envelope delete = value("{\"op\":\"d\",\"ts_ms\":7,\"before\":{\"id\":1},\"after\":null}")
                .envelope()
                .orElseThrow();

        assertThat(delete.hasBothRows()).isFalse();
        assertThat(delete.fields()).extracting(Field::name).containsExactly("id");
        assertThat(delete.time()).isEqualTo(Instant.ofEpochMilli(7));
    }

    private static EventValue value(String text) {
        return EventValue.read(text).orElseThrow();
    }
}
