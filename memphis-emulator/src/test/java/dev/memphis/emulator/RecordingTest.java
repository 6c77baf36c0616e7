package dev.memphis.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.memphis.emulator.faults.AnswerFault;
import dev.memphis.emulator.faults.Share;
import dev.memphis.emulator.record.Exchange;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The record of exchanges, from Java and over HTTP. */
class RecordingTest {
    private static final JsonMapper JSON = new JsonMapper();

    private MemphisEmulator emulator;
    private GatewayClient client;

    @BeforeEach
    void start() throws IOException {
        start(100);
    }

    private void start(int recorded) throws IOException {
        emulator = MemphisEmulator.start(EmulatorOptions.defaults()
                .withUser(GatewayClient.USER, GatewayClient.PASSWORD)
                .withStation("orders")
                .withRecorded(recorded));
        client = GatewayClient.loggedIn(emulator);
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    @Test
    void exchange_isRecordedWithAllThatTellsItApart() throws IOException {
        RawHttp.send(
                emulator.gatewayUri(),
                "POST",
                client.producePath("orders"),
                List.of("Content-Type: application/json", "X-Row: 17"),
                "{\"a\":1}".getBytes(StandardCharsets.UTF_8));
        Exchange exchange = emulator.record().exchanges().getLast();
        assertThat(exchange.number()).isEqualTo(2);
        assertThat(exchange.connection()).isEqualTo(2);
        assertThat(exchange.method()).isEqualTo("POST");
        assertThat(exchange.path()).isEqualTo("/stations/orders/produce/single?authorization=<not recorded>");
        assertThat(exchange.headers())
                .containsEntry("X-Row", "17")
                .containsEntry("Content-Type", "application/json")
                .containsEntry("Content-Length", "7");
        assertThat(exchange.bodyBytes()).isEqualTo(7);
        assertThat(exchange.accepted()).isEqualTo(1);
        assertThat(exchange.status()).isEqualTo(200);
        assertThat(exchange.fault()).isEmpty();
        assertThat(exchange.ended().orElseThrow()).isAfterOrEqualTo(exchange.began());
        assertThat(exchange.wasDropped()).isFalse();
    }

    @Test
    void requestsOfOneConnection_shareItsNumberAndKeepTheirOrder() throws IOException {
        try (Socket socket = client.connect()) {
            for (int i = 0; i < 3; i++) {
                client.send(socket, "orders", String.valueOf(i));
            }
            for (int i = 0; i < 3; i++) {
                RawHttp.read(socket.getInputStream());
            }
        }
        List<Exchange> produces = emulator.record().of("/produce/");
        assertThat(produces).extracting(Exchange::connection).containsOnly(2L).hasSize(3);
        assertThat(produces).extracting(Exchange::number).containsExactly(2L, 3L, 4L);
        assertThat(produces.get(0).overlaps(produces.get(2))).isFalse();
    }

    @Test
    void batch_saysHowManyMessagesTheGatewayTook() throws IOException {
        RawHttp.post(
                emulator.gatewayUri(),
                "/stations/orders/produce/batch?authorization=" + client.jwt(),
                "[{\"a\":1},{\"a\":2},{\"a\":3}]");
        assertThat(emulator.record().exchanges().getLast().accepted()).isEqualTo(3);
    }

    @Test
    void tokensAndPasswords_areNotRecorded() throws IOException {
        RawHttp.send(
                emulator.gatewayUri(),
                "POST",
                "/stations/orders/produce/single?accountId=1&AUTHORIZATION=" + client.jwt(),
                List.of(
                        "Content-Type: application/json",
                        "Authorization: Bearer " + client.jwt(),
                        "X-Copy: " + client.jwt()),
                "1".getBytes(StandardCharsets.UTF_8));
        client.refresh();
        assertThat(emulator.record().exchanges().toString() + get("/emulator/record"))
                .contains("accountId=1")
                .doesNotContain(GatewayClient.PASSWORD, client.jwt(), client.refreshToken(), "eyJ");
    }

    @Test
    void unansweredRequest_isUnderWayAndThenDropped() throws IOException {
        emulator.faults().latency(Duration.ofSeconds(20));
        try (Socket socket = client.connect()) {
            client.send(socket, "orders", "1");
            await().until(() -> emulator.record().last() == 2);
            Exchange underWay = emulator.record().exchanges().getLast();
            assertThat(underWay.ended()).isEmpty();
            assertThat(underWay.wasDropped()).isFalse();
            emulator.faults().crashGateway(Duration.ofMillis(1));
        }
        Exchange dropped = emulator.record().exchanges().getLast();
        assertThat(dropped.status()).isZero();
        assertThat(dropped.wasDropped()).isTrue();
    }

    @Test
    void clientThatLeaves_isRecordedAsDropped() throws IOException {
        emulator.faults().latency(Duration.ofSeconds(20));
        try (Socket socket = client.connect()) {
            client.send(socket, "orders", "1");
            await().until(() -> emulator.record().last() == 2);
        }
        await().until(() -> emulator.record().exchanges().getLast().wasDropped());
    }

    @Test
    void fault_isRecordedWithWhatWentOut() throws IOException {
        emulator.faults().answers(new AnswerFault.Replaced(Share.next(1), 503, true));
        client.produce("orders", "1");
        Exchange exchange = emulator.record().exchanges().getLast();
        assertThat(exchange.status()).isEqualTo(503);
        assertThat(exchange.accepted()).isEqualTo(1);
        assertThat(exchange.fault()).contains(AnswerFault.Kind.REPLACE);
    }

    @Test
    void race_namesBothRequests() throws Exception {
        try (Socket one = client.connect();
                Socket other = client.connect()) {
            client.send(one, "first", "1");
            client.send(other, "second", "2");
            RawHttp.read(one.getInputStream());
            RawHttp.read(other.getInputStream());
        }
        assertThat(emulator.record().races()).singleElement().satisfies(race -> {
            assertThat(race.kind()).isEqualTo("two first produces meet");
            assertThat(List.of(race.one(), race.other()))
                    .anyMatch(name -> name.startsWith("POST /stations/first/produce/single"))
                    .anyMatch(name -> name.startsWith("POST /stations/second/produce/single"))
                    .allMatch(name -> name.matches(".* \\(request [23], connection [23]\\)"));
        });
        assertThat(get("/emulator/record")).contains("\"kind\":\"two first produces meet\"");
    }

    @Test
    void memoryIsBounded_oldestAreForgotten() throws IOException {
        stop();
        start(3);
        for (int i = 0; i < 5; i++) {
            client.produce("orders", "1");
        }
        assertThat(emulator.record().exchanges()).extracting(Exchange::number).containsExactly(4L, 5L, 6L);
        assertThat(emulator.record().since(5)).extracting(Exchange::number).containsExactly(6L);
        assertThat(emulator.record().since(6)).isEmpty();
        JsonNode record = JSON.readTree(get("/emulator/record"));
        assertThat(record.path("oldest").asLong()).isEqualTo(4);
        assertThat(record.path("last").asLong()).isEqualTo(6);
        assertThat(record.path("exchanges")).hasSize(3);
    }

    @Test
    void recordingOff_keepsNothingAndServesOn() throws IOException {
        stop();
        start(0);
        assertThat(client.produce("orders", "1").status()).isEqualTo(200);
        assertThat(emulator.record().exchanges()).isEmpty();
        assertThat(emulator.record().last()).isEqualTo(2);
    }

    @Test
    void forget_leavesNumbersGoingOn() throws IOException {
        client.produce("orders", "1");
        emulator.record().forget();
        assertThat(emulator.record().exchanges()).isEmpty();
        client.produce("orders", "2");
        assertThat(emulator.record().exchanges()).extracting(Exchange::number).containsExactly(3L);
    }

    @Test
    void overHttp_since_givesWhatCameAfter() throws IOException {
        client.produce("orders", "1");
        client.produce("orders", "2");
        JsonNode record = JSON.readTree(get("/emulator/record?since=2"));
        assertThat(record.path("exchanges")).hasSize(1);
        JsonNode exchange = record.path("exchanges").path(0);
        assertThat(exchange.path("number").asLong()).isEqualTo(3);
        assertThat(exchange.path("status").asInt()).isEqualTo(200);
        assertThat(exchange.path("headers").path("Content-Type").asText()).isEqualTo("application/json");
        assertThat(exchange.path("fault").isNull()).isTrue();
        assertThat(RawHttp.send(emulator.managementUri(), "DELETE", "/emulator/record", List.of(), new byte[0])
                        .body())
                .contains("\"exchanges\":[]");
    }

    @Test
    void nonsense_isRefusedInOneLine() throws IOException {
        assertThat(get("/emulator/record?since=x"))
                .isEqualTo("{\"message\":\"since=x: the number of an exchange is needed, 0 for all\"}");
        assertThatThrownBy(() -> EmulatorOptions.defaults().withRecorded(-1))
                .hasMessage("recorded=-1: a number of 0 or more is needed");
    }

    private String get(String path) throws IOException {
        return RawHttp.send(emulator.managementUri(), "GET", path, List.of(), new byte[0])
                .body();
    }
}
