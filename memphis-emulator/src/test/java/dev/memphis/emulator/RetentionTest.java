package dev.memphis.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.emulator.broker.Message;
import dev.memphis.emulator.faults.SkewedClock;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What stations keep, and what their consumer groups read. */
class RetentionTest {
    private final SkewedClock clock =
            new SkewedClock(Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC));
    private MemphisEmulator emulator;
    private GatewayClient client;
    private ManagementClient management;

    @BeforeEach
    void start() throws IOException {
        emulator = MemphisEmulator.start(EmulatorOptions.defaults()
                .withUser(GatewayClient.USER, GatewayClient.PASSWORD)
                .withClock(clock));
        client = GatewayClient.loggedIn(emulator);
        management = ManagementClient.loggedIn(emulator);
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    @Test
    void age_dropsWhatIsOlder() throws IOException {
        create("aged", "message_age_sec", 60);
        client.produce("aged", "1");
        advance(Duration.ofSeconds(40));
        client.produce("aged", "2");
        advance(Duration.ofSeconds(30));
        assertThat(stored("aged")).containsExactly("2");
    }

    @Test
    void autoCreatedStation_keepsAnHour() throws IOException {
        client.produce("auto", "1");
        advance(Duration.ofMinutes(59));
        assertThat(stored("auto")).containsExactly("1");
        advance(Duration.ofMinutes(2));
        assertThat(stored("auto")).isEmpty();
    }

    @Test
    void messages_keepsTheNewest() throws IOException {
        create("few", "messages", 2);
        for (int i = 1; i <= 5; i++) {
            client.produce("few", String.valueOf(i));
        }
        assertThat(stored("few")).containsExactly("4", "5");
    }

    @Test
    void bytes_keepsAsManyAsFit() throws IOException {
        create("small", "bytes", 2500);
        for (int i = 1; i <= 5; i++) {
            client.produce("small", i + "x".repeat(799));
        }
        List<Message> kept = emulator.stations().messages("small");
        assertThat(kept).isNotEmpty();
        assertThat(kept.stream().mapToLong(Message::size).sum()).isLessThanOrEqualTo(2500);
        assertThat(kept.getLast().text()).startsWith("5");
    }

    @Test
    void acknowledged_dropsWhatAllGroupsHaveRead() throws IOException {
        create("acked", "ack_based", 0);
        assertThat(read("acked", "one", 1)).isEqualTo("[]");
        assertThat(read("acked", "two", 1)).isEqualTo("[]");
        client.produce("acked", "1");
        client.produce("acked", "2");
        assertThat(read("acked", "one", 2)).contains("\"1\"", "\"2\"");
        assertThat(stored("acked")).containsExactly("1", "2");
        assertThat(read("acked", "two", 1)).contains("\"1\"");
        assertThat(stored("acked")).containsExactly("2");
    }

    @Test
    void groups_haveTheirOwnPositionsAndConsumersShareTheirGroups() throws IOException {
        for (int i = 1; i <= 3; i++) {
            client.produce("shared", String.valueOf(i));
        }
        assertThat(consume("shared", "g", "a", 1)).contains("\"1\"");
        assertThat(consume("shared", "g", "b", 1)).contains("\"2\"");
        assertThat(consume("shared", "other", "c", 3)).contains("\"1\"", "\"2\"", "\"3\"");
        assertThat(consume("shared", "g", "a", 3)).contains("\"message\":\"3\"").doesNotContain("\"message\":\"1\"");
    }

    @Test
    void groupBehindTheRetention_goesOnWithWhatIsLeft() throws IOException {
        create("behind", "messages", 2);
        client.produce("behind", "1");
        assertThat(read("behind", "g", 1)).contains("\"1\"");
        for (int i = 2; i <= 6; i++) {
            client.produce("behind", String.valueOf(i));
        }
        assertThat(read("behind", "g", 10))
                .contains("\"message\":\"5\"", "\"message\":\"6\"")
                .doesNotContain("\"message\":\"4\"");
    }

    @Test
    void managementToken_endsAfterFifteenMinutes() throws IOException {
        assertThat(management.get("/api/stations/getAllStations").status()).isEqualTo(200);
        advance(Duration.ofMinutes(16));
        assertThat(management.get("/api/stations/getAllStations").status()).isEqualTo(401);
    }

    private void create(String station, String type, long value) throws IOException {
        management.post(
                "/api/stations/createStation",
                Map.of("name", station, "retention_type", type, "retention_value", value, "partitions_number", 1));
    }

    private List<String> stored(String station) {
        return emulator.stations().messages(station).stream().map(Message::text).toList();
    }

    private String read(String station, String group, int most) throws IOException {
        return consume(station, group, group, most);
    }

    private String consume(String station, String group, String consumer, int most) throws IOException {
        return RawHttp.post(
                        emulator.gatewayUri(),
                        "/stations/" + station + "/consume/batch?authorization=" + client.jwt(),
                        "{\"consumer_name\":\"" + consumer + "\",\"consumer_group\":\"" + group + "\",\"batch_size\":"
                                + most + ",\"batch_max_wait_time_ms\":1}")
                .body();
    }

    private void advance(Duration by) {
        clock.setAhead(clock.ahead().plus(by));
    }
}
