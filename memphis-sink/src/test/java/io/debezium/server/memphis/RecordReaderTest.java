package io.debezium.server.memphis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.delivery.event.Event;
import dev.memphis.delivery.event.EventHeader;
import dev.memphis.delivery.event.StationNames;
import dev.memphis.delivery.options.DocumentForm;
import dev.memphis.delivery.options.EventConfig;
import dev.memphis.delivery.options.Passage;
import io.debezium.embedded.EmbeddedEngineHeader;
import io.debezium.embedded.EngineRecords;
import io.debezium.engine.ChangeEvent;
import io.debezium.engine.Header;
import io.debezium.schema.SchemaFactory;
import io.debezium.schema.SchemaNameAdjuster;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordReaderTest {
    private static final String TOPIC = "tutorial.public.items";

    @Test
    void change_becomesAnEventOfItsTopicsStation() {
        Event event = reader(Passage.SKIP, false)
                .read(Records.record(TOPIC, "k", "{}", 42))
                .orElseThrow();

        assertThat(event.station()).isEqualTo(TOPIC);
        assertThat(event.key()).isEqualTo("k");
        assertThat(event.encode()).asString().isEqualTo("{}");
        assertThat(event.headers()).isEmpty();
        assertThat(event.origin().words()).contains(TOPIC, "key k", "42");
    }

    @Test
    void documentsOfMongoDb_areObjectsWhereAskedFor() {
        String event = "{\"after\":\"{\\\"n\\\":1.10}\",\"source\":{\"connector\":\"mongodb\"},\"op\":\"c\"}";
        byte[] bytes = event.getBytes(StandardCharsets.UTF_8);
        RecordReader reader = reader(Passage.SKIP, false);

        for (Object value : new Object[] {event, bytes}) {
            assertThat(reader.read(Records.record(TOPIC, "k", value, 42))
                            .orElseThrow()
                            .encode())
                    .asString()
                    .isEqualTo("{\"after\":{\"n\":1.10},\"source\":{\"connector\":\"mongodb\"},\"op\":\"c\"}");
        }
    }

    @Test
    void equalBinaryKeys_areOneKey() {
        RecordReader reader = reader(Passage.SKIP, false);

        assertThat(reader.read(Records.record(TOPIC, new byte[] {1, 2}, "{}", 1))
                        .orElseThrow()
                        .key())
                .isEqualTo(reader.read(Records.record(TOPIC, new byte[] {1, 2}, "{}", 2))
                        .orElseThrow()
                        .key());
    }

    @Test
    void tombstoneBehindItsDelete_isSkippedOrSentEmptyWithItsKey() {
        ChangeEvent<Object, Object> delete = Rows.event("k", "{}", Rows.delete(Rows.row(7, null), 1));
        ChangeEvent<Object, Object> tombstone = Rows.event("k", null, Rows.tombstone(7, 1));
        RecordReader skipping = reader(Passage.SKIP, false);
        RecordReader sending = reader(Passage.SEND, false);

        assertThat(skipping.read(delete)).isPresent();
        assertThat(skipping.read(tombstone)).isEmpty();
        assertThat(sending.read(delete)).isPresent();
        assertThat(sending.read(tombstone)).hasValueSatisfying(event -> {
            assertThat(event.encode()).isEmpty();
            assertThat(event.headers()).containsExactly(new EventHeader("Record-Key", "k"));
        });
    }

    @Test
    void heartbeat_isSkippedOrSent() {
        Schema schema = SchemaFactory.get().heartbeatValueSchema(SchemaNameAdjuster.NO_OP);
        Struct value = new Struct(schema).put("ts_ms", 1L);
        ChangeEvent<Object, Object> heartbeat = Rows.event(
                "k",
                "{}",
                new SourceRecord(Map.of("server", "shop"), Map.of("lsn", 1L), "__pulse.shop", schema, value));

        assertThat(reader(Passage.SKIP, false).read(heartbeat)).isEmpty();
        assertThat(reader(Passage.SEND, false).read(heartbeat))
                .hasValueSatisfying(event -> assertThat(event.station()).isEqualTo("pulse.shop"));
    }

    @Test
    void truncate_hasNoKeyToBeOrderedBy() {
        assertThat(reader(Passage.SKIP, false)
                        .read(Rows.event("k", "{}", Rows.truncate(1)))
                        .orElseThrow()
                        .key())
                .isNull();
    }

    @Test
    void headerWithoutAValue_isLeftOutAndBytesKeepTheirValue() {
        List<Header<Object>> headers =
                List.of(new EmbeddedEngineHeader<>("none", null), new EmbeddedEngineHeader<>("bytes", new byte[] {0}));

        assertThat(reader(Passage.SKIP, true)
                        .read(Records.record(TOPIC, "k", "{}", 42, headers))
                        .orElseThrow()
                        .headers())
                .contains(new EventHeader("X-bytes", "base64:AA=="))
                .noneSatisfy(header -> assertThat(header.name()).isEqualTo("X-none"));
    }

    /** As ExtractNewRecordState adds transaction.id where there is no transaction; Debezium's converter makes text of it. */
    @ParameterizedTest
    @ValueSource(strings = {"null", "{\"schema\":{\"type\":\"string\",\"optional\":true},\"payload\":null}"})
    void headerThatIsNullWithASchema_isLeftOut(String converted) {
        SourceRecord source = Rows.insert(Rows.row(7, null), 1);
        source.headers().add("none", null, Schema.OPTIONAL_STRING_SCHEMA).addString("word", "null");

        Event event = reader(Passage.SKIP, true)
                .read(EngineRecords.of(
                        "k",
                        "{}",
                        List.of(
                                new EmbeddedEngineHeader<>("none", converted),
                                new EmbeddedEngineHeader<>("word", "null")),
                        source))
                .orElseThrow();

        assertThat(event.headers())
                .extracting(EventHeader::name)
                .contains("X-word")
                .doesNotContain("X-none");
    }

    /** As the key of an outbox event without an aggregate is. */
    @Test
    void keyThatIsNullWithASchema_isNone() {
        SourceRecord source = new SourceRecord(
                Map.of("server", "shop"), Map.of("lsn", 1L), TOPIC, Schema.OPTIONAL_STRING_SCHEMA, null, null, "v");

        Event event =
                reader(Passage.SKIP, true).read(Rows.event("null", "v", source)).orElseThrow();

        assertThat(event.key()).isNull();
        assertThat(event.headers()).extracting(EventHeader::name).doesNotContain("Record-Key");
        assertThat(reader(Passage.SKIP, true)
                        .read(Records.record(TOPIC, "k", "{}", 1))
                        .orElseThrow()
                        .key())
                .isEqualTo("k");
    }

    @Test
    void headers_goWithTheirPrefixWithKeyAndId() {
        Event event = reader(Passage.SKIP, true)
                .read(Records.record(TOPIC, "k", "{}", 42, List.of(new EmbeddedEngineHeader<>("op", (Object) "c"))))
                .orElseThrow();

        assertThat(event.headers())
                .contains(new EventHeader("X-op", "c"), new EventHeader("Record-Key", "k"))
                .anySatisfy(header -> assertThat(header.name()).isEqualTo("Event-Id"));
    }

    @Test
    void streamNameMapper_comesBeforeTheStationRule() {
        RecordReader reader = new RecordReader(
                config(Passage.SKIP, false),
                stations(),
                "application/json",
                topic -> topic.replace("tutorial", "Renamed"),
                AddedTimes.ofDefaults());

        assertThat(reader.read(Records.record(TOPIC, "k", "{}", 1))
                        .orElseThrow()
                        .station())
                .isEqualTo("renamed.public.items");
    }

    private static RecordReader reader(Passage passage, boolean headers) {
        return new RecordReader(
                config(passage, headers),
                stations(),
                "application/json",
                UnaryOperator.identity(),
                AddedTimes.ofDefaults());
    }

    private static StationNames stations() {
        return new StationNames(Optional.empty(), "", "station", Map.of());
    }

    private static EventConfig config(Passage passage, boolean headers) {
        return new EventConfig(
                Optional.empty(),
                "",
                "tutorial",
                passage,
                passage,
                DocumentForm.OBJECT,
                headers,
                "X-",
                headers ? Optional.of("Record-Key") : Optional.empty(),
                headers ? Optional.of("Event-Id") : Optional.empty());
    }
}
