package dev.memphis.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.auth0.jwt.JWT;
import dev.memphis.emulator.faults.AnswerFault;
import dev.memphis.emulator.faults.Patience;
import dev.memphis.emulator.faults.Requests;
import dev.memphis.emulator.faults.Share;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each fault, as a client of the gateway meets it over real sockets. */
class FaultsTest {
    private static final Patience SHORT =
            new Patience(Duration.ofMillis(150), Duration.ofMillis(100), Duration.ofMillis(100));
    private static final String SERVER_ERROR = "{\"message\":\"Server error\"}";

    private MemphisEmulator emulator;
    private GatewayClient client;
    private Faults faults;

    @BeforeEach
    void start() throws IOException {
        start(SHORT);
    }

    private void start(Patience patience) throws IOException {
        emulator = MemphisEmulator.start(EmulatorOptions.defaults()
                .withUser(GatewayClient.USER, GatewayClient.PASSWORD)
                .withStation("orders")
                .withPatience(patience)
                .withRestartAfter(Duration.ofMillis(50)));
        client = GatewayClient.loggedIn(emulator);
        faults = emulator.faults();
        assertThat(client.produce("orders", "0").status()).isEqualTo(200);
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    // ---------------------------------------------------------------- broker

    @Test
    void brokerDownForGood_postsAreAnswered200AndLostAndThen500UntilARefresh() throws IOException {
        faults.breakBroker();
        assertThat(client.produce("orders", "1").status()).isEqualTo(200);
        assertThat(client.produce("orders", "2").status()).isEqualTo(200);
        await().until(() -> faults.lost() == 2);
        assertThat(client.produce("orders", "3").body()).isEqualTo(SERVER_ERROR);
        faults.mendBroker();
        assertThat(client.produce("orders", "4").body()).isEqualTo(SERVER_ERROR);
        assertThat(client.refresh().status()).isEqualTo(200);
        assertThat(client.produce("orders", "5").status()).isEqualTo(200);
        assertThat(stored("orders")).containsExactly("0", "5");
    }

    @Test
    void brokerWasDownForGood_logInsAre500UntilTheGatewayRestarts() throws IOException {
        faults.breakBroker();
        client.produce("orders", "1");
        await().until(() -> faults.lost() == 1);
        faults.mendBroker();
        assertThat(client.authenticate().body()).isEqualTo(SERVER_ERROR);
        assertThat(client.refresh().status()).isEqualTo(200);
        assertThat(client.authenticate().status()).isEqualTo(500);
        faults.crashGateway(Duration.ofMillis(1));
        await().ignoreExceptions().until(() -> client.authenticate().status() == 200);
    }

    @Test
    void brokerDown_refreshAndLogInAre500() throws IOException {
        faults.breakBroker();
        assertThat(client.refresh().body()).isEqualTo(SERVER_ERROR);
        assertThat(client.authenticate().body()).isEqualTo(SERVER_ERROR);
    }

    @Test
    void brokerDownBriefly_everythingArrivesInOrder() throws IOException {
        faults.brokerPatience(Duration.ofSeconds(20));
        faults.breakBroker(Duration.ofMillis(150));
        assertThat(client.produce("orders", "1").status()).isEqualTo(200);
        assertThat(client.produce("orders", "2").status()).isEqualTo(200);
        assertThat(stored("orders")).containsExactly("0");
        await().until(() -> stored("orders").equals(List.of("0", "1", "2")));
        assertThat(client.produce("orders", "3").status()).isEqualTo(200);
        assertThat(stored("orders")).containsExactly("0", "1", "2", "3");
        assertThat(faults.lost()).isZero();
    }

    @Test
    void secondOutageBeforeThePatienceWithTheFirstIsOver_hasItsOwnPatience() throws IOException {
        faults.brokerPatience(Duration.ofMillis(300));
        faults.breakBroker();
        faults.mendBroker();
        faults.brokerPatience(Duration.ofSeconds(20));
        faults.breakBroker(Duration.ofMillis(500));
        client.produce("orders", "1");
        await().until(() -> stored("orders").equals(List.of("0", "1")));
        assertThat(faults.lost()).isZero();
    }

    @Test
    void brokerDown_firstProduceToAStationTakesTheGatewayDown() throws IOException {
        faults.brokerPatience(Duration.ofSeconds(20));
        faults.breakBroker();
        client.produce("orders", "1");
        assertThatThrownBy(() -> client.produce("new-station", "2")).isInstanceOf(IOException.class);
        assertThat(faults.lost()).isEqualTo(1);
        await().until(() -> faults.state().gatewayUp());
    }

    @Test
    void brokerBackInTime_firstProduceToAStationGoesThrough() throws IOException {
        stop();
        start(SHORT.withFirstProduce(Duration.ofSeconds(20)).withBroker(Duration.ofSeconds(20)));
        faults.breakBroker(Duration.ofMillis(100));
        assertThat(client.produce("new-station", "1").status()).isEqualTo(200);
        assertThat(stored("new-station")).containsExactly("1");
    }

    @Test
    void brokerDown_4000UnacknowledgedMessagesStallTheNext() throws IOException {
        faults.brokerPatience(Duration.ofSeconds(20));
        faults.breakBroker();
        try (Socket socket = client.connect()) {
            for (int i = 0; i < 4000; i++) {
                client.send(socket, "orders", String.valueOf(i));
                assertThat(RawHttp.read(socket.getInputStream()).status()).isEqualTo(200);
            }
        }
        RawHttp.Reply stalled = client.produce("orders", "late");
        assertThat(stalled.status()).isEqualTo(500);
        assertThat(stalled.body())
                .isEqualTo("{\"error\":\"memphis: stalled with too many outstanding async published messages\","
                        + "\"success\":false}");
        faults.mendBroker();
        assertThat(emulator.stations().count("orders")).isEqualTo(4001);
    }

    @Test
    void brokerBackInTime_stalledProduceGoesThrough() throws IOException {
        stop();
        start(SHORT.withStalled(Duration.ofSeconds(20)).withBroker(Duration.ofSeconds(20)));
        faults.breakBroker();
        try (Socket socket = client.connect()) {
            for (int i = 0; i < 4000; i++) {
                client.send(socket, "orders", String.valueOf(i));
                assertThat(RawHttp.read(socket.getInputStream()).status()).isEqualTo(200);
            }
            client.send(socket, "orders", "late");
            faults.mendBroker();
            assertThat(RawHttp.read(socket.getInputStream()).status()).isEqualTo(200);
        }
        assertThat(stored("orders")).hasSize(4002).endsWith("late");
    }

    @Test
    void brokerDown_reconnectBufferHolds8MiB() throws IOException {
        faults.brokerPatience(Duration.ofSeconds(20));
        faults.breakBroker();
        String large = "\"" + "x".repeat(1_000_000) + "\"";
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            statuses.add(client.produce("orders", large).status());
        }
        assertThat(statuses).containsExactly(200, 200, 200, 200, 200, 200, 200, 200, 500, 500);
        faults.mendBroker();
        assertThat(emulator.stations().count("orders")).isEqualTo(9);
    }

    // ---------------------------------------------------------------- gateway

    @Test
    void gatewayCrash_dropsConnectionsAndLosesWhatTheBrokerHadNotYet() throws IOException {
        faults.brokerDelay(Duration.ofSeconds(20));
        try (Socket socket = client.connect()) {
            client.send(socket, "orders", "1");
            assertThat(RawHttp.read(socket.getInputStream()).status()).isEqualTo(200);
            faults.crashGateway(Duration.ofSeconds(2));
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(faults.lost()).isEqualTo(1);
        assertThatThrownBy(() -> client.produce("orders", "2")).isInstanceOf(IOException.class);
        faults.brokerDelay(Duration.ZERO);
        await().ignoreExceptions().until(() -> client.produce("orders", "3").status() == 200);
        assertThat(stored("orders")).containsExactly("0", "3");
    }

    @Test
    void gatewayCrash_leavesTokensValid() throws IOException {
        faults.crashGateway(Duration.ofMillis(1));
        await().ignoreExceptions().until(() -> client.produce("orders", "1").status() == 200);
    }

    @Test
    void gatewayRestartedWithoutABroker_producesAre500() throws IOException {
        faults.brokerPatience(Duration.ofSeconds(20));
        faults.breakBroker();
        faults.crashGateway(Duration.ofMillis(1));
        await().ignoreExceptions().until(() -> client.produce("orders", "1").status() == 500);
        faults.mendBroker();
        assertThat(client.produce("orders", "2").status()).isEqualTo(200);
        assertThat(faults.lost()).isZero();
    }

    @Test
    void slowBroker_messagesArriveLaterAndInOrder() throws IOException {
        faults.brokerDelay(Duration.ofMillis(200));
        client.produce("orders", "1");
        client.produce("orders", "2");
        assertThat(stored("orders")).containsExactly("0");
        await().until(() -> stored("orders").equals(List.of("0", "1", "2")));
    }

    @Test
    void latency_isWaitedForBeforeARequestIsLookedAt() throws IOException {
        faults.latency(Duration.ofMillis(150));
        long began = System.nanoTime();
        assertThat(client.produce("orders", "1").status()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .isBetween(Duration.ofMillis(140), Duration.ofSeconds(5));
    }

    @Test
    void invalidatedTokens_areRefusedUntilARefresh() throws IOException {
        faults.invalidateTokens();
        assertThat(client.produce("orders", "1").status()).isEqualTo(401);
        assertThat(client.refresh().status()).isEqualTo(200);
        assertThat(client.produce("orders", "2").status()).isEqualTo(200);
    }

    @Test
    void invalidatedRefreshTokens_areRefusedUntilALogIn() throws IOException {
        faults.invalidateTokens();
        faults.invalidateRefreshTokens();
        assertThat(client.refresh().status()).isEqualTo(401);
        client.keep(client.authenticate());
        assertThat(client.refresh().status()).isEqualTo(200);
        assertThat(client.produce("orders", "1").status()).isEqualTo(200);
    }

    @Test
    void skewedClock_movesExpiryAndDate() throws IOException {
        faults.clockSkew(Duration.ofHours(-3));
        RawHttp.Reply reply = client.authenticate();
        client.keep(reply);
        Instant expectedNow = Instant.now().minus(Duration.ofHours(3));
        assertThat(JWT.decode(client.jwt()).getExpiresAtAsInstant())
                .isBetween(expectedNow.plusSeconds(3500), expectedNow.plusSeconds(3700));
        assertThat(ZonedDateTime.parse(reply.header("date"), DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant())
                .isBetween(expectedNow.minusSeconds(60), expectedNow.plusSeconds(60));
        assertThat(client.produce("orders", "1").status()).isEqualTo(200);
    }

    @Test
    void clockThatJumpsAhead_expiresTokens() throws IOException {
        faults.clockSkew(Duration.ofHours(2));
        assertThat(client.produce("orders", "1").status()).isEqualTo(401);
    }

    // ---------------------------------------------------------------- answers

    @Test
    void resetAfterStoring_storesAndResetsTheConnection() throws IOException {
        faults.answers(new AnswerFault.Reset(Share.next(1).of(Requests.PRODUCE)));
        try (Socket socket = client.connect()) {
            client.send(socket, "orders", "1");
            assertThatThrownBy(() -> socket.getInputStream().read())
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
        }
        assertThat(stored("orders")).containsExactly("0", "1");
        assertThat(client.produce("orders", "2").status()).isEqualTo(200);
    }

    @Test
    void truncatedAnswer_breaksOffInTheMiddle() throws IOException {
        faults.answers(new AnswerFault.Truncated(Share.next(1)));
        try (Socket socket = client.connect()) {
            client.send(socket, "orders", "1");
            String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(all).contains("Content-Length: 29").endsWith("\r\n\r\n{\"error\":null,");
        }
        assertThat(stored("orders")).containsExactly("0", "1");
    }

    @Test
    void slowAnswer_tricklesInWhole() throws IOException {
        faults.answers(new AnswerFault.Slow(Share.next(1), Duration.ofMillis(300)));
        try (Socket socket = client.connect()) {
            client.send(socket, "orders", "1");
            InputStream in = socket.getInputStream();
            assertThat(in.read()).isEqualTo('H');
            long firstByte = System.nanoTime();
            String rest = new String(in.readNBytes(in.available() + 1), StandardCharsets.UTF_8);
            while (!rest.endsWith("\"success\":true}")) {
                rest += (char) in.read();
            }
            assertThat(Duration.ofNanos(System.nanoTime() - firstByte)).isGreaterThan(Duration.ofMillis(150));
            assertThat(rest).endsWith("{\"error\":null,\"success\":true}");
        }
    }

    @Test
    void replacedAnswers_comeForTheFractionThatTheSeedSays() throws IOException {
        List<Integer> first = statusesWithSeed(7);
        assertThat(statusesWithSeed(7)).isEqualTo(first);
        assertThat(statusesWithSeed(8)).isNotEqualTo(first);
        assertThat(first.stream().filter(status -> status == 503).count()).isBetween(5L, 35L);
        assertThat(first).contains(200);
        assertThat(emulator.stations().count("orders")).as("all are processed").isEqualTo(121);
    }

    private List<Integer> statusesWithSeed(long seed) throws IOException {
        faults.answers(new AnswerFault.Replaced(Share.fraction(0.5, seed), 503, true));
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            statuses.add(client.produce("orders", "x").status());
        }
        return statuses;
    }

    @Test
    void replacedAnswersOfUnprocessedRequests_storeNothing() throws IOException {
        faults.answers(new AnswerFault.Replaced(Share.all(), 429, false));
        assertThat(client.produce("orders", "1").status()).isEqualTo(429);
        faults.clear(AnswerFault.Kind.REPLACE);
        assertThat(client.produce("orders", "2").status()).isEqualTo(200);
        assertThat(stored("orders")).containsExactly("0", "2");
    }

    @Test
    void faultOfOneKindOfRequest_leavesTheOthersAlone() throws IOException {
        faults.answers(new AnswerFault.Replaced(Share.all().of(Requests.CONSUME), 500, true));
        assertThat(client.produce("orders", "1").status()).isEqualTo(200);
        assertThat(client.consume("orders").status()).isEqualTo(500);
        assertThat(client.refresh().status()).isEqualTo(200);
    }

    // ---------------------------------------------------------------- connections

    @Test
    void connectionsEndAfterSomeAnswers_whatIsPipelinedBehindIsNeitherAnsweredNorProcessed() throws IOException {
        faults.endConnectionsAfter(3);
        for (int round = 0; round < 20; round++) {
            try (Socket socket = client.connect()) {
                for (int i = 0; i < 10; i++) {
                    client.send(socket, "orders", "r" + round + "-" + i);
                }
                InputStream in = socket.getInputStream();
                assertThat(RawHttp.read(in).headers()).doesNotContainKey("connection");
                assertThat(RawHttp.read(in).headers()).doesNotContainKey("connection");
                RawHttp.Reply last = RawHttp.read(in);
                assertThat(last.status()).isEqualTo(200);
                assertThat(last.header("connection")).isEqualTo("close");
                assertThat(in.read()).as("the end, not a reset").isEqualTo(-1);
            }
        }
        assertThat(stored("orders")).hasSize(61).noneMatch(message -> message.endsWith("-3"));
    }

    @Test
    void connectionsNoLongerEnded_lastOn() throws IOException {
        faults.endConnectionsAfter(2);
        faults.endConnectionsAfter(0);
        try (Socket socket = client.connect()) {
            for (int i = 0; i < 10; i++) {
                client.send(socket, "orders", "x");
                assertThat(RawHttp.read(socket.getInputStream()).headers()).doesNotContainKey("connection");
            }
        }
    }

    // ---------------------------------------------------------------- all

    @Test
    void mend_putsEverythingRight() throws IOException {
        faults.brokerPatience(Duration.ofSeconds(20));
        faults.breakBroker();
        faults.latency(Duration.ofSeconds(20));
        faults.clockSkew(Duration.ofHours(2));
        faults.answers(new AnswerFault.Reset(Share.all()));
        faults.brokerTransit(Duration.ofSeconds(20));
        faults.endConnectionsAfter(1);
        faults.mend();
        assertThat(client.produce("orders", "1").status()).isEqualTo(200);
        assertThat(stored("orders")).containsExactly("0", "1");
    }

    @Test
    void nonsense_isRefusedInOneLine() {
        assertThatThrownBy(() -> faults.latency(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("latency=PT-1S: a time of 0 or more is needed");
        assertThatThrownBy(() -> Share.fraction(1.5, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("fraction=1.5: a number over 0 and up to 1 is needed");
        assertThatThrownBy(() -> new AnswerFault.Replaced(Share.all(), 99, true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("status=99: a number from 200 to 599 is needed");
    }

    private List<String> stored(String station) {
        return emulator.stations().messages(station).stream()
                .map(message -> message.text())
                .toList();
    }
}
