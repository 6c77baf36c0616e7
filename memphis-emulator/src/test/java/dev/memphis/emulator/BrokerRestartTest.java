package dev.memphis.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A broker that is killed and back within seconds, as a client of the gateway meets it (contract, "What a receipt does
 * not prove").
 */
class BrokerRestartTest {
    /** Longer than the gateway takes to notice, so that a broker that is back was missed. */
    private static final Duration BRIEFLY = Duration.ofMillis(200);

    private static final Duration OFTEN = Duration.ofMillis(100);

    private MemphisEmulator emulator;
    private GatewayClient client;
    private Faults faults;

    private void start(EmulatorOptions options) throws IOException {
        emulator = MemphisEmulator.start(
                options.withUser(GatewayClient.USER, GatewayClient.PASSWORD).withStation("orders"));
        client = GatewayClient.loggedIn(emulator);
        faults = emulator.faults();
        assertThat(client.produce("orders", "0").status()).isEqualTo(200);
    }

    private static EmulatorOptions strict() {
        return EmulatorOptions.defaults().withStrict(true);
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    // ---------------------------------------------------------------- loss and reconnect

    @Test
    void brokerKilledUnderLoad_losesWhatWasOnTheWayThoughAnswered200() throws IOException {
        start(strict().withCleaner(Duration.ZERO));
        int accepted = 1;
        try (Socket socket = client.connect()) {
            for (int i = 0; i < 10; i++) {
                accepted += burst(socket, accepted, 50);
                if (i == 5) {
                    faults.restartBroker(BRIEFLY);
                }
            }
            await().until(() -> faults.state().brokerUp());
            accepted += burst(socket, accepted, 50);
        }
        int all = accepted;
        await().until(() -> emulator.stations().count("orders") + faults.lost() == all);
        assertThat(faults.lost()).isPositive().isLessThan(all);
        List<Integer> stored = stored("orders").stream().map(Integer::valueOf).toList();
        assertThat(stored).isSorted().doesNotHaveDuplicates().startsWith(0).endsWith(all - 1);
    }

    /** Sends so many numbers on at once; returns how many of them were answered 200. */
    private int burst(Socket socket, int from, int count) throws IOException {
        for (int i = from; i < from + count; i++) {
            client.send(socket, "orders", String.valueOf(i));
        }
        for (int i = 0; i < count; i++) {
            assertThat(RawHttp.read(socket.getInputStream()).status()).isEqualTo(200);
        }
        return count;
    }

    @Test
    void transit_isWhatAKilledBrokerLoses() throws IOException {
        start(strict().withTransit(Duration.ofSeconds(20)).withCleaner(Duration.ZERO));
        client.produce("orders", "1");
        faults.restartBroker(BRIEFLY);
        await().until(() -> faults.lost() == 2);
    }

    @Test
    void afterABrokersDeath_messagesAreKeptAndSentAtTheReconnectNotEarlier() throws IOException {
        start(strict().withCleaner(Duration.ZERO));
        assertThat(stored("orders")).containsExactly("0");
        long killed = System.nanoTime();
        faults.restartBroker(BRIEFLY);
        await().until(() -> faults.state().brokerUp());
        assertThat(client.produce("orders", "1").status()).isEqualTo(200);
        assertThat(client.produce("orders", "2").status()).isEqualTo(200);
        await().pollInterval(Duration.ofMillis(5)).until(() -> stored("orders").equals(List.of("0", "1", "2")));
        assertThat(Duration.ofNanos(System.nanoTime() - killed))
                .isBetween(Duration.ofMillis(2990), Duration.ofMillis(4500));
        assertThat(faults.lost()).isZero();
        assertThat(client.produce("orders", "3").status()).isEqualTo(200);
        assertThat(stored("orders")).endsWith("3");
    }

    @Test
    void receiptAskedForWhileReconnecting_comesBackAtTheReconnect() throws IOException {
        start(strict().withCleaner(Duration.ZERO));
        assertThat(consume("n", "main", 5000)).containsExactly("0");
        long killed = System.nanoTime();
        faults.restartBroker(BRIEFLY);
        await().until(() -> faults.state().brokerUp());
        client.produce("orders", "1");
        assertThat(consume("n", "unused", 5000)).containsExactly("1");
        assertThat(Duration.ofNanos(System.nanoTime() - killed)).isGreaterThan(Duration.ofMillis(2990));
    }

    @Test
    void brokerAwayForAllAttempts_losesWhatWasKeptAndLeavesLogInsBroken() throws IOException {
        start(strict().withBrokerPatience(Duration.ofSeconds(3)).withCleaner(Duration.ZERO));
        assertThat(stored("orders")).containsExactly("0");
        faults.restartBroker(Duration.ofSeconds(60));
        client.produce("orders", "1");
        await().until(() -> client.produce("orders", "2").status() == 500);
        assertThat(faults.lost()).isGreaterThan(1);
        faults.mendBroker();
        assertThat(client.authenticate().status()).isEqualTo(500);
        assertThat(client.refresh().status()).isEqualTo(200);
        assertThat(client.produce("orders", "3").status()).isEqualTo(200);
        assertThat(stored("orders")).containsExactly("0", "3");
    }

    @Test
    void reconnectBuffer_holds8MiB() throws IOException {
        start(strict().withCleaner(Duration.ZERO));
        faults.restartBroker(BRIEFLY);
        await().until(() -> faults.state().brokerUp());
        String large = "\"" + "x".repeat(1_000_000) + "\"";
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            statuses.add(client.produce("orders", large).status());
        }
        assertThat(statuses).containsExactly(200, 200, 200, 200, 200, 200, 200, 200, 500, 500);
    }

    // ---------------------------------------------------------------- the cleaner

    @Test
    void cleanerWhileReconnecting_nextMessageOvertakesWhatTheOldConnectionHolds() throws IOException {
        start(strict().withCleaner(Duration.ofSeconds(60)));
        assertThat(stored("orders")).containsExactly("0");
        faults.restartBroker(BRIEFLY);
        await().until(() -> faults.state().brokerUp());
        client.produce("orders", "old");
        tick();
        client.produce("orders", "new");
        assertThat(stored("orders")).containsExactly("0", "new");
        await().until(() -> stored("orders").equals(List.of("0", "new", "old")));
        assertThat(faults.lost()).isZero();
    }

    @org.junit.jupiter.api.RepeatedTest(5)
    void cleaner_leavesConnectionsAloneThatAreNotReconnecting() throws IOException {
        start(strict().withCleaner(OFTEN));
        assertThat(consume("n", "main", 1000)).containsExactly("0");
        awaitTick();
        client.produce("orders", "1");
        assertThat(consume("n", "unused", 1000))
                .as("the group of the first call")
                .containsExactly("1");
    }

    @Test
    void reconnectedWithoutTheCleaner_consumersKeepTheirFirstGroup() throws IOException {
        start(strict().withCleaner(Duration.ZERO));
        assertThat(consume("n", "main", 1000)).containsExactly("0");
        faults.restartBroker(BRIEFLY);
        await().until(() -> faults.state().brokerUp());
        client.produce("orders", "1");
        await().until(() -> stored("orders").size() == 2);
        assertThat(consume("n", "unused", 1000)).containsExactly("1");
    }

    @Test
    void connectionReplacedAfterTheCleaner_consumersBeginAnewWithTheGroupTheyAreAskedFor() throws IOException {
        start(strict().withCleaner(Duration.ofSeconds(60)));
        assertThat(consume("n", "main", 1000)).containsExactly("0");
        drop();
        client.produce("orders", "1");
        assertThat(consume("n", "unused", 1000)).as("read from the beginning").containsExactly("0");
        assertThat(consume("n", "main", 1000)).containsExactly("1");
    }

    @Test
    void requestsThatMeetNoConnection_makeOneEach() throws IOException {
        start(strict().withCleaner(Duration.ofSeconds(60)));
        client.produce("orders", "1");
        // Two consumes by one name: on one connection the second would go on where the first one was.
        await().until(() -> {
            drop();
            List<String> groups = List.of("a-" + System.nanoTime(), "b-" + System.nanoTime());
            try (Socket one = client.connect();
                    Socket other = client.connect()) {
                client.sendConsume(one, "orders", "n", groups.get(0), 1000);
                client.sendConsume(other, "orders", "n", groups.get(1), 1000);
                return messages(RawHttp.read(one.getInputStream())).equals(List.of("0"))
                        && messages(RawHttp.read(other.getInputStream())).equals(List.of("0"));
            }
        });
    }

    @Test
    void brokerDown_requestThatMeetsNoConnectionIs500() throws IOException {
        start(strict().withCleaner(Duration.ofSeconds(60)));
        drop();
        faults.breakBroker();
        assertThat(client.produce("orders", "1").status()).isEqualTo(500);
        assertThat(client.consume("orders").status()).isEqualTo(500);
    }

    @Test
    void untilCleaner_countsDownToEachTickAndFollowsTheSwitch() throws IOException {
        start(EmulatorOptions.defaults());
        assertThat(faults.untilCleaner()).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(30));
        faults.cleaner(Duration.ofMillis(300));
        assertThat(faults.untilCleaner()).isLessThanOrEqualTo(Duration.ofMillis(300));
        awaitTick();
        awaitTick();
        faults.cleaner(Duration.ZERO);
        assertThatThrownBy(() -> faults.untilCleaner())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the cleaner is off");
    }

    // ---------------------------------------------------------------- races

    @Test
    void firstProducesRightAfterTheCleaner_areNoRaceOfTheClients() throws IOException {
        start(strict().withCleaner(Duration.ofSeconds(60)));
        client.produce("payments", "0");
        for (int i = 0; i < 5; i++) {
            drop();
            produceTogether("orders", "payments");
        }
        assertThat(emulator.races()).isEmpty();
        assertThat(faults.state().gatewayUp()).isTrue();
    }

    @Test
    void firstProducesASecondAfterTheCleaner_areARaceAgain() throws IOException {
        start(strict().withStrict(false).withCleaner(Duration.ofSeconds(60)));
        drop();
        client.produce("orders", "1");
        long replaced = System.nanoTime();
        await().until(() -> System.nanoTime() - replaced > Duration.ofSeconds(1).toNanos());
        IntStream names = IntStream.iterate(0, i -> i + 2);
        var next = names.iterator();
        await().until(() -> {
            int n = next.nextInt();
            produceTogether("new-" + n, "new-" + (n + 1));
            return !emulator.races().isEmpty();
        });
        assertThat(emulator.races().getFirst().kind()).isEqualTo("two first produces meet");
    }

    @Test
    void firstProducesRightAfterARefresh_areARace() throws IOException {
        start(strict().withStrict(false));
        await().until(() -> {
            client.refresh();
            produceTogether("orders", "payments");
            return !emulator.races().isEmpty();
        });
    }

    private void produceTogether(String station, String otherStation) throws IOException {
        try (Socket one = client.connect();
                Socket other = client.connect()) {
            client.send(one, station, "1");
            client.send(other, otherStation, "1");
            assertThat(RawHttp.read(one.getInputStream()).status()).isEqualTo(200);
            assertThat(RawHttp.read(other.getInputStream()).status()).isEqualTo(200);
        }
    }

    // ---------------------------------------------------------------- steps

    /** Has the cleaner find the connection reconnecting; the broker serves afterwards. */
    private void drop() {
        faults.restartBroker(BRIEFLY);
        await().until(() -> faults.state().brokerUp());
        tick();
    }

    private void tick() {
        faults.cleaner(Duration.ofMillis(1));
        awaitTick();
        faults.cleaner(Duration.ofSeconds(60));
    }

    private void awaitTick() {
        Duration left = faults.untilCleaner();
        long began = System.nanoTime();
        await().pollInterval(Duration.ofMillis(1)).until(() -> {
            System.err.println("LOOK " + left + " " + (System.nanoTime() - began) + " " + faults.untilCleaner());
            return false;
        });
        await().until(() -> System.nanoTime() - began > left.toNanos()
                && faults.untilCleaner().compareTo(Duration.ZERO) > 0);
    }

    private List<String> consume(String consumer, String group, int waitMillis) throws IOException {
        try (Socket socket = client.connect()) {
            client.sendConsume(socket, "orders", consumer, group, waitMillis);
            return messages(RawHttp.read(socket.getInputStream()));
        }
    }

    private static List<String> messages(RawHttp.Reply reply) throws IOException {
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        List<String> messages = new ArrayList<>();
        new JsonMapper()
                .readTree(reply.body())
                .forEach(message -> messages.add(message.path("message").asText()));
        return messages;
    }

    private List<String> stored(String station) {
        return emulator.stations().messages(station).stream()
                .map(message -> message.text())
                .toList();
    }
}
