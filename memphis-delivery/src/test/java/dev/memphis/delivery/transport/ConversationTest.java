package dev.memphis.delivery.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memphis.delivery.event.Event;
import dev.memphis.delivery.event.EventHeader;
import dev.memphis.delivery.protocol.Outcome;
import dev.memphis.delivery.protocol.Produce;
import dev.memphis.delivery.protocol.Produce.Form;
import dev.memphis.delivery.protocol.ReceiptAnswer;
import dev.memphis.delivery.protocol.Renewal;
import dev.memphis.delivery.writer.DeliveryException;
import dev.memphis.delivery.writer.DeliveryListener;
import dev.memphis.delivery.writer.Outage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Delivery and gateway together, over real sockets, where something is odd. */
class ConversationTest {
    private static final Duration RECEIPT = Duration.ofMillis(300);
    private static final List<Event> ONE = List.of(Conversation.event("{}"));

    // ---------------------------------------------------------------- several gateways

    @Test
    void gatewayThatGoesAwayBetweenEvents_isTurnedFrom() throws Exception {
        try (ScriptedServer second = new ScriptedServer(new GatewayScript())) {
            ScriptedServer first = new ScriptedServer(new GatewayScript());
            try (Conversation talk = new Conversation(new SampleConfig(first.url("http"), second.url("http")))) {
                talk.deliver(ONE);
                assertThat(second.requests).isEmpty();

                first.stop();
                talk.deliver(ONE);

                assertThat(second.requests.stream()
                                .filter(request -> request.path().contains("/todo/produce")))
                        .isNotEmpty();
            }
        }
    }

    @Test
    void gatewayThatIsNotThereAtTheStart_isTurnedFrom() throws Exception {
        ScriptedServer first = new ScriptedServer(new GatewayScript());
        first.stop();
        try (ScriptedServer second = new ScriptedServer(new GatewayScript());
                Conversation talk = new Conversation(new SampleConfig(first.url("http"), second.url("http")))) {
            talk.deliver(ONE);

            assertThat(second.requests).isNotEmpty();
        }
    }

    // ---------------------------------------------------------------- a gateway that says nothing

    /** @param silent the part of a path from which on nothing is answered any more */
    @ParameterizedTest
    @ValueSource(
            strings = {"/auth/", "/stations/receipts/produce", "/stations/receipts/consume", "/stations/todo/produce"})
    void gatewayThatFallsSilent_isToldOfAfterTheTimeOfAReceipt(String silent) throws Exception {
        GatewayScript script = new GatewayScript();
        AtomicBoolean talks = new AtomicBoolean(true);
        CompletableFuture<Outage> told = new CompletableFuture<>();
        DeliveryListener listener = new DeliveryListener() {
            @Override
            public void outage(Outage outage) {
                told.complete(outage);
            }
        };
        try (ScriptedServer server = new ScriptedServer((request, line) -> {
                    talks.compareAndSet(true, !request.path().contains(silent));
                    if (talks.get()) {
                        script.accept(request, line);
                    }
                });
                Conversation talk =
                        new Conversation(new SampleConfig(server.url("http")).withReceiptTimeout(RECEIPT), listener)) {
            talk.stream().start();
            talk.stream().offer(ONE);

            Outage outage = told.get(SampleConfig.PATIENCE.dividedBy(2).toMillis(), TimeUnit.MILLISECONDS);

            assertThat(outage.reason()).startsWith("no answer to ").endsWith(" for 300 ms");
            assertThat(talk.stream().settled()).isZero();
        }
    }

    // ---------------------------------------------------------------- after a silence

    @Test
    void stationsAfterASilence_areUsedOneAfterTheOtherAsIfTheyWereNew() throws Exception {
        GatewayScript script = new GatewayScript();
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger ended = new AtomicInteger();
        Set<String> used = ConcurrentHashMap.newKeySet();
        List<String> met = new CopyOnWriteArrayList<>();
        try (ScriptedServer server = new ScriptedServer((request, line) -> {
                    boolean first = request.path().contains("/produce/") && used.add(request.path());
                    int others = begun.getAndIncrement() - ended.get();
                    sleep(20);
                    if (first && (others > 0 || begun.get() > ended.get() + 1)) {
                        met.add(request.path().replaceAll("/produce.*", ""));
                    }
                    ended.incrementAndGet();
                    script.accept(request, line);
                });
                Conversation talk = new Conversation(new SampleConfig(server.url("http")).withoutReceipts())) {
            talk.deliver(twoStations("1"));
            used.clear();
            talk.deliver(twoStations("2"));
            met.clear();

            // The time is what this is about.
            TimeUnit.MILLISECONDS.sleep(3200);
            used.clear();
            talk.deliver(twoStations("3"));
            assertThat(met).as("after a silence").isEmpty();
        }
    }

    /** So many events that they go over several connections. */
    private static List<Event> twoStations(String run) {
        return IntStream.range(0, 40)
                .mapToObj(i -> new Event(
                        i % 2 == 0 ? "todo" : "done", run + "-" + i, run, "application/json", List.of(), () -> "test"))
                .toList();
    }

    // ---------------------------------------------------------------- the token's length

    @Test
    void longToken_leavesOutHeadersThatDoNotFit() throws Exception {
        String token = GatewayScript.jwt(Instant.now().plusSeconds(3600), 2300);
        try (ScriptedServer server = new ScriptedServer(new GatewayScript(success(), token));
                Conversation talk = new Conversation(new SampleConfig(server.url("http")))) {
            talk.renew();
            EventHeader large = new EventHeader("Large", "x".repeat(1500));
            EventHeader small = new EventHeader("Small", "x");

            assertThat(talk.produce(produce("{}", large, small))).isEqualTo(Outcome.ACCEPTED);

            String head = server.requests.getLast().head();
            assertThat(head).contains("Small: x").doesNotContain("Large");
            assertThat(head.length()).isLessThanOrEqualTo(4096);
        }
    }

    @Test
    void tokenThatDoesNotFitByItself_stopsAndSaysWhatMustBeShorter() throws Exception {
        String token = GatewayScript.jwt(Instant.now().plusSeconds(3600), 4000);
        try (ScriptedServer server = new ScriptedServer(new GatewayScript(success(), token));
                Conversation talk = new Conversation(new SampleConfig(server.url("http")))) {
            assertThatThrownBy(() -> talk.deliver(ONE))
                    .isInstanceOf(DeliveryException.class)
                    .hasMessageContaining("debezium.sink.memphis.password")
                    .hasMessageNotContaining(SampleConfig.PASSWORD);

            assertThat(server.requests).noneMatch(request -> request.path().contains("/stations/"));
        }
    }

    // ---------------------------------------------------------------- log-in

    static Stream<Arguments> answersToTheLogIn() {
        String expired = GatewayScript.jwt(Instant.now().minusSeconds(60), 0);
        return Stream.of(
                Arguments.of(401, "{\"message\":\"Unauthorized\"}", Renewal.Never.class),
                Arguments.of(
                        400, "{\"message\":[{\"field\":\"Username\",\"reason\":\"required\"}]}", Renewal.Never.class),
                Arguments.of(401, "<html>who are you?</html>", Renewal.Later.class),
                Arguments.of(302, "", Renewal.Later.class),
                Arguments.of(403, "<html>forbidden</html>", Renewal.Later.class),
                Arguments.of(407, "", Renewal.Later.class),
                Arguments.of(400, "<html>bad request</html>", Renewal.Later.class),
                Arguments.of(404, "<html>default backend</html>", Renewal.Later.class),
                Arguments.of(404, "Cannot POST /auth/authenticate", Renewal.Never.class),
                Arguments.of(500, "{\"message\":\"Server error\"}", Renewal.Later.class),
                Arguments.of(503, "", Renewal.Later.class),
                Arguments.of(200, "", Renewal.Later.class),
                Arguments.of(200, "<html>welcome</html>", Renewal.Later.class),
                Arguments.of(200, "{\"jwt\":\"a.b.c\",\"jwt_refresh_token\":\"a.b.c\"}", Renewal.Later.class),
                Arguments.of(
                        200,
                        "{\"jwt\":\"" + expired + "\",\"jwt_refresh_token\":\"" + expired + "\"}",
                        Renewal.Later.class));
    }

    @ParameterizedTest
    @MethodSource("answersToTheLogIn")
    void answerToTheLogIn_meansOneThing(int status, String body, Class<? extends Renewal> renewal) throws Exception {
        try (ScriptedServer server = new ScriptedServer((request, line) -> line.answer(status, "", body));
                Conversation talk = new Conversation(new SampleConfig(server.url("http")))) {
            assertThat(talk.renew()).isInstanceOf(renewal);
        }
    }

    @Test
    void redirectedLogIn_saysWhither() throws Exception {
        String location = "Location: https://login.example/start?state=secret\r\n";
        try (ScriptedServer server = new ScriptedServer((request, line) -> line.answer(302, location, ""));
                Conversation talk = new Conversation(new SampleConfig(server.url("http")))) {
            assertThat(talk.renew())
                    .isInstanceOfSatisfying(
                            Renewal.Later.class,
                            later -> assertThat(later.reason())
                                    .contains("https://login.example/start", "302")
                                    .doesNotContain("secret"));
        }
    }

    @Test
    void tokenRefusedOnce_isRenewedAndTheEventGoesOn() throws Exception {
        AtomicInteger produced = new AtomicInteger();
        try (ScriptedServer server = new ScriptedServer(new GatewayScript((request, line) -> {
                    if (produced.getAndIncrement() == 0) {
                        line.answer(401, "", "{\"message\":\"Unauthorized\"}");
                    } else {
                        line.answer(200, "", GatewayScript.SUCCESS);
                    }
                }));
                Conversation talk = new Conversation(new SampleConfig(server.url("http")))) {
            talk.deliver(ONE);

            assertThat(produced).hasValue(2);
            assertThat(paths(server, "/auth/authenticate")).hasSize(1);
            assertThat(paths(server, "/auth/refreshToken")).hasSize(1);
        }
    }

    // ---------------------------------------------------------------- receipts

    @Test
    void firstReceipt_goesOneStepAfterTheOther() throws Exception {
        AtomicInteger together = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        GatewayScript gateway = new GatewayScript();
        try (ScriptedServer server = new ScriptedServer((request, line) -> {
                    if (request.path().contains("/receipts/")) {
                        most.accumulateAndGet(together.incrementAndGet(), Math::max);
                        sleep(20);
                        together.decrementAndGet();
                    }
                    gateway.accept(request, line);
                });
                Conversation talk = new Conversation(new SampleConfig(server.url("http")))) {
            talk.renew();
            assertThat(talk.confirm()).isInstanceOf(ReceiptAnswer.Back.class);

            assertThat(paths(server, "/receipts/")).hasSize(2);
            assertThat(most).hasValue(1);
        }
    }

    @Test
    void manyReceiptsOfEarlierRuns_areReadInFewRequests() throws Exception {
        List<String> station = new ArrayList<>(IntStream.range(0, 5000)
                .mapToObj(i -> "{\"receipt\":\"old-" + i + "\"}")
                .toList());
        ReceiptStation receipts = new ReceiptStation(station);
        try (ScriptedServer server = new ScriptedServer(receipts);
                Conversation talk = new Conversation(new SampleConfig(server.url("http")))) {
            talk.deliver(ONE);

            assertThat(station).isEmpty();
            assertThat(receipts.portions).isLessThan(20);
        }
    }

    /** The gateway waits for a portion that is not full: two old ones must not cost that. */
    @Test
    void fewReceiptsOfEarlierRuns_areReadOneByOne() throws Exception {
        List<String> station = new ArrayList<>(List.of("{\"receipt\":\"old-1\"}", "{\"receipt\":\"old-2\"}"));
        try (ScriptedServer server = new ScriptedServer(new ReceiptStation(station));
                Conversation talk = new Conversation(new SampleConfig(server.url("http")))) {
            talk.renew();
            assertThat(talk.confirm()).isInstanceOf(ReceiptAnswer.Back.class);

            assertThat(server.requests.stream()
                            .filter(request -> request.path().contains("/receipts/consume"))
                            .map(request -> request.body().toJsonObject().getInteger("batch_size")))
                    .containsExactly(1, 1, 1);
        }
    }

    /** A station of receipts that hands out as many as were asked for, oldest first. */
    private static final class ReceiptStation
            implements java.util.function.BiConsumer<ScriptedServer.Request, ScriptedServer.Line> {
        private final GatewayScript others = new GatewayScript();
        private final List<String> station;
        /** How often it handed something out. */
        private volatile int portions;

        ReceiptStation(List<String> station) {
            this.station = station;
        }

        @Override
        public synchronized void accept(ScriptedServer.Request request, ScriptedServer.Line line) {
            if (request.path().contains("/receipts/produce")) {
                station.add(request.body().toString());
                line.answer(200, "", GatewayScript.SUCCESS);
            } else if (request.path().contains("/receipts/consume")) {
                int asked = Math.min(request.body().toJsonObject().getInteger("batch_size"), station.size());
                List<String> handedOut = station.subList(0, asked);
                String messages = handedOut.stream()
                        .map(data -> "{\"message\":\"" + data.replace("\"", "\\\"") + "\",\"headers\":{}}")
                        .collect(java.util.stream.Collectors.joining(",", "[", "]"));
                portions += asked == 0 ? 0 : 1;
                handedOut.clear();
                line.answer(200, "", messages);
            } else {
                others.accept(request, line);
            }
        }
    }

    @Test
    void rightToConsumeThatIsMissing_stopsAndSaysWhatIsNeeded() throws Exception {
        GatewayScript gateway = new GatewayScript();
        try (ScriptedServer server = new ScriptedServer((request, line) -> {
                    if (request.path().contains("/receipts/consume")) {
                        line.answer(
                                400, "", "{\"error\":\"memphis: user cdc is not allowed to read\",\"success\":false}");
                    } else {
                        gateway.accept(request, line);
                    }
                });
                Conversation talk = new Conversation(new SampleConfig(server.url("http")))) {
            assertThatThrownBy(() -> talk.deliver(ONE))
                    .isInstanceOf(DeliveryException.class)
                    .hasMessageContainingAll(
                            "no receipts on station receipts",
                            "not allowed to read",
                            "debezium.sink.memphis.receipt.enabled=false");
        }
    }

    // ---------------------------------------------------------------- scaffolding

    private static java.util.function.BiConsumer<ScriptedServer.Request, ScriptedServer.Line> success() {
        return (request, line) -> line.answer(200, "", GatewayScript.SUCCESS);
    }

    private static Stream<String> paths(ScriptedServer server, String part) {
        return server.requests.stream().map(ScriptedServer.Request::path).filter(path -> path.contains(part));
    }

    private static Produce produce(String body, EventHeader... headers) {
        return new Produce(
                "todo",
                List.of(body.getBytes(StandardCharsets.UTF_8)),
                Form.SINGLE,
                "application/json",
                List.of(headers),
                false);
    }

    /** Long enough for another request to come meanwhile, if the client sends one. */
    private static void sleep(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
