package io.debezium.server.memphis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.delivery.event.Event;
import dev.memphis.delivery.event.EventHeader;
import dev.memphis.delivery.options.EventConfig;
import dev.memphis.delivery.options.Passage;
import io.debezium.embedded.EmbeddedEngineHeader;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

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
    void tombstone_isSkippedOrSentEmpty() {
        assertThat(reader(Passage.SKIP, false).read(Records.record(TOPIC, "k", null, 1)))
                .isEmpty();
        assertThat(reader(Passage.SEND, false)
                        .read(Records.record(TOPIC, "k", null, 1))
                        .orElseThrow()
                        .encode())
                .isEmpty();
    }

    @Test
    void heartbeat_isSkippedOrSent() {
        String heartbeats = "__debezium-heartbeat.tutorial";

        assertThat(reader(Passage.SKIP, false).read(Records.record(heartbeats, "k", "{}", 1)))
                .isEmpty();
        assertThat(reader(Passage.SEND, false).read(Records.record(heartbeats, "k", "{}", 1)))
                .hasValueSatisfying(event -> assertThat(event.station()).isEqualTo("debezium-heartbeat.tutorial"));
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
                config(Passage.SKIP, false), "application/json", topic -> topic.replace("tutorial", "Renamed"));

        assertThat(reader.read(Records.record(TOPIC, "k", "{}", 1))
                        .orElseThrow()
                        .station())
                .isEqualTo("renamed.public.items");
    }

    private static RecordReader reader(Passage passage, boolean headers) {
        return new RecordReader(config(passage, headers), "application/json", UnaryOperator.identity());
    }

    private static EventConfig config(Passage passage, boolean headers) {
        return new EventConfig(
                Optional.empty(),
                "",
                "tutorial",
                passage,
                passage,
                headers,
                "X-",
                headers ? Optional.of("Record-Key") : Optional.empty(),
                headers ? Optional.of("Event-Id") : Optional.empty());
    }
}
