package dev.memphis.delivery.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.memphis.delivery.event.Event;
import dev.memphis.delivery.event.EventHeader;
import dev.memphis.delivery.options.BatchMode;
import dev.memphis.delivery.options.DeliveryConfig;
import dev.memphis.delivery.options.Ordering;
import dev.memphis.delivery.options.PoisonPolicy;
import dev.memphis.delivery.transport.Produce;
import dev.memphis.delivery.transport.Produce.Form;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PoisonWardTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Event EVENT =
            new Event("orders", "k", "{\"a\":1}", "application/json", List.of(), () -> "key 7, source position 42");

    @TempDir
    Path folder;

    @Test
    void stop_namesKeyPositionReasonAndTheOption() {
        PoisonWard ward = new PoisonWard(config(PoisonPolicy.STOP, Optional.empty()), Optional.empty());

        assertThatThrownBy(() -> ward.admit(parcel("orders"), EVENT, "schema violated"))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContainingAll(
                        "orders",
                        "key 7",
                        "source position 42",
                        "schema violated",
                        "debezium.sink.memphis.poison.policy");
    }

    @Test
    void skip_isDealtWith() {
        PoisonWard ward = new PoisonWard(config(PoisonPolicy.SKIP, Optional.empty()), Optional.empty());

        assertThat(ward.admit(parcel("orders"), EVENT, "schema violated")).isEmpty();
    }

    @Test
    void deadLetterStation_getsTheBytesWithReasonAndOrigin() {
        PoisonWard ward = new PoisonWard(config(PoisonPolicy.DEAD_LETTER, Optional.of("dead")), Optional.empty());

        Produce letter = ward.admit(parcel("orders"), EVENT, "naïve schema\r\nviolated")
                .orElseThrow()
                .request(false);

        assertThat(letter.station()).isEqualTo("dead");
        assertThat(letter.bodies().getFirst()).asString().isEqualTo("{\"a\":1}");
        assertThat(letter.headers())
                .contains(
                        new EventHeader("Dead-Letter-Station", "orders"),
                        new EventHeader("Dead-Letter-Reason", "na?ve schema??violated"),
                        new EventHeader("Dead-Letter-Origin", "key 7, source position 42"));
    }

    @Test
    void deadLetterStationThatRefusesToo_leavesItToTheFile() throws IOException {
        Path path = folder.resolve("dead.jsonl");
        PoisonWard ward = new PoisonWard(
                config(PoisonPolicy.DEAD_LETTER, Optional.of("dead")),
                Optional.of(new DeadLetterFile(path, Clock.fixed(NOW, ZoneOffset.UTC))));

        assertThat(ward.admit(parcel("dead"), EVENT, "too large")).isEmpty();
        assertThat(ward.admit(parcel("dead"), EVENT, "again")).isEmpty();

        List<String> lines = Files.readAllLines(path);
        assertThat(lines).hasSize(2);
        JsonNode line = new JsonMapper().readTree(lines.getFirst());
        assertThat(line.path("time").asText()).isEqualTo(NOW.toString());
        assertThat(line.path("station").asText()).isEqualTo("orders");
        assertThat(line.path("reason").asText()).isEqualTo("too large");
        assertThat(line.path("origin").asText()).contains("source position 42");
        assertThat(Base64.getDecoder().decode(line.path("body").asText()))
                .asString()
                .isEqualTo("{\"a\":1}");
    }

    @Test
    void fileThatCannotBeWritten_stopsAndNamesTheOption() {
        PoisonWard ward = new PoisonWard(
                config(PoisonPolicy.DEAD_LETTER, Optional.empty()),
                Optional.of(new DeadLetterFile(folder.resolve("no/such/folder"), Clock.systemUTC())));

        assertThatThrownBy(() -> ward.admit(parcel("orders"), EVENT, "too large"))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("debezium.sink.memphis.dead.letter.file");
    }

    private static Parcel parcel(String station) {
        byte[] body = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
        return new Parcel(
                station,
                List.of(new Parcel.Item(0, new Lane(station), body)),
                Form.SINGLE,
                "application/json",
                List.of(),
                null);
    }

    private static DeliveryConfig config(PoisonPolicy policy, Optional<String> deadLetterStation) {
        return new DeliveryConfig(
                Ordering.KEY,
                BatchMode.AUTO,
                500,
                4_000_000,
                1_000_000,
                64,
                16_000_000,
                Duration.ofMillis(50),
                Duration.ofSeconds(3),
                Optional.empty(),
                policy,
                deadLetterStation,
                Optional.empty());
    }
}
