package dev.memphis.delivery.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.delivery.event.EventHeader;
import dev.memphis.delivery.options.Compression;
import dev.memphis.delivery.options.MemphisConfig;
import dev.memphis.delivery.protocol.Produce.Form;
import dev.memphis.delivery.transport.GatewayScript;
import dev.memphis.delivery.transport.SampleConfig;
import dev.memphis.delivery.transport.ScriptedServer;
import dev.memphis.delivery.transport.VertxLoop;
import dev.memphis.delivery.transport.VertxTransport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The HTTP conversation over real sockets. */
class GatewayTest {
    private static final String SUCCESS = GatewayScript.SUCCESS;
    private static final String JWT = GatewayScript.jwt(Instant.now().plusSeconds(3600), 0);

    private final VertxLoop loop = new VertxLoop();

    @AfterEach
    void closeLoop() {
        loop.close();
    }

    @Test
    void produce_carriesTheTokenInTheQueryAndTheBytesUnchanged() throws Exception {
        try (ScriptedServer server = gatewayThat((request, line) -> line.answer(200, "", SUCCESS))) {
            Gateway gateway = loggedIn(server, Compression.NONE);

            Outcome outcome = produce(gateway, single("{\"n\":9007199254740993}", new EventHeader("X-Id", "7")));

            assertThat(outcome).isEqualTo(Outcome.ACCEPTED);
            ScriptedServer.Request request = server.requests.getLast();
            assertThat(request.path()).startsWith("/stations/todo/produce/single?authorization=");
            assertThat(request.head())
                    .doesNotContainIgnoringCase("authorization:")
                    .contains("X-Id: 7");
            assertThat(request.body().toString()).isEqualTo("{\"n\":9007199254740993}");
        }
    }

    @Test
    void batch_isTheValuesBetweenBrackets() throws Exception {
        try (ScriptedServer server = gatewayThat((request, line) -> line.answer(200, "", SUCCESS))) {
            Gateway gateway = loggedIn(server, Compression.NONE);

            produce(
                    gateway,
                    new Produce(
                            "todo",
                            List.of(bytes("{\"a\":1.10}"), bytes("{ }")),
                            Form.BATCH,
                            "application/json",
                            List.of(),
                            false));

            assertThat(server.requests.getLast().path()).startsWith("/stations/todo/produce/batch?");
            assertThat(server.requests.getLast().body().toString()).isEqualTo("[{\"a\":1.10},{ }]");
        }
    }

    @Test
    void gzip_compressesTheBody() throws Exception {
        try (ScriptedServer server = gatewayThat((request, line) -> line.answer(200, "", SUCCESS))) {
            Gateway gateway = loggedIn(server, Compression.GZIP);

            produce(gateway, single("{\"a\":1}"));

            ScriptedServer.Request request = server.requests.getLast();
            assertThat(request.head()).containsIgnoringCase("content-encoding: gzip");
            assertThat(new GZIPInputStream(
                                    new ByteArrayInputStream(request.body().getBytes()))
                            .readAllBytes())
                    .asString()
                    .isEqualTo("{\"a\":1}");
        }
    }

    @Test
    void requests_arePipelined() throws Exception {
        BlockingQueue<ScriptedServer.Line> waiting = new LinkedBlockingQueue<>();
        try (ScriptedServer server = gatewayThat((request, line) -> waiting.add(line))) {
            Gateway gateway = loggedIn(server, Compression.NONE);
            for (int i = 0; i < 20; i++) {
                produceWithoutWaiting(gateway, single("{\"i\":" + i + "}"));
            }

            for (int i = 0; i < 20; i++) {
                assertThat(waiting.poll(5, TimeUnit.SECONDS))
                        .as("request %d comes before any answer", i)
                        .isNotNull();
            }
        }
    }

    @Test
    void truncatedAnswer_isNoAnswer() throws Exception {
        assertUnanswered((request, line) -> {
            line.raw("HTTP/1.1 200 OK\r\nContent-Length: 29\r\n\r\n{\"error\":nu");
            line.close();
        });
    }

    @Test
    void closedWithoutAnswer_isNoAnswer() throws Exception {
        assertUnanswered((request, line) -> line.close());
    }

    @Test
    void reset_isNoAnswer() throws Exception {
        assertUnanswered((request, line) -> line.reset());
    }

    @Test
    void silence_isNoAnswerAfterTheTimeout() throws Exception {
        assertUnanswered((request, line) -> {});
    }

    @Test
    void garbage_isNoAnswer() throws Exception {
        assertUnanswered((request, line) -> {
            line.raw("what?\r\n\r\n");
            line.close();
        });
    }

    private void assertUnanswered(java.util.function.BiConsumer<ScriptedServer.Request, ScriptedServer.Line> script)
            throws Exception {
        try (ScriptedServer server = gatewayThat(script)) {
            Gateway gateway = loggedIn(server, Compression.NONE);
            CompletableFuture<Boolean> lost = new CompletableFuture<>();
            gateway.onConnectionEnd(() -> lost.complete(true));

            Outcome outcome = produce(gateway, single("{}"));

            assertThat(outcome).isInstanceOf(Outcome.Unanswered.class);
            assertThat(outcome.reason())
                    .contains("localhost")
                    .doesNotContain("authorization")
                    .hasSizeLessThan(300);
            assertThat(lost.get(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void idleConnectionThatIsClosed_isNoticed() throws Exception {
        try (ScriptedServer server = gatewayThat((request, line) -> {
            line.answer(200, "", SUCCESS);
            line.close();
        })) {
            Gateway gateway = loggedIn(server, Compression.NONE);
            CompletableFuture<Boolean> lost = new CompletableFuture<>();
            gateway.onConnectionEnd(() -> lost.complete(true));

            assertThat(produce(gateway, single("{}"))).isEqualTo(Outcome.ACCEPTED);

            assertThat(lost.get(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void retryAfter_isReadInBothForms() throws Exception {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.now().plusSeconds(100).atOffset(ZoneOffset.UTC));
        for (String value : List.of("90", date)) {
            try (ScriptedServer server =
                    gatewayThat((request, line) -> line.answer(429, "Retry-After: " + value + "\r\n", "busy"))) {
                Gateway gateway = loggedIn(server, Compression.NONE);

                Outcome outcome = produce(gateway, single("{}"));

                assertThat(outcome)
                        .isInstanceOfSatisfying(
                                Outcome.Retry.class,
                                retry -> assertThat(retry.after())
                                        .hasValueSatisfying(wait -> assertThat(wait)
                                                .isBetween(Duration.ofSeconds(80), Duration.ofSeconds(100))));
            }
        }
    }

    @Test
    void nobodyListens_renewalSaysWhichUrl() throws Exception {
        URI url;
        try (ScriptedServer server = gatewayThat((request, line) -> {})) {
            url = server.url("http");
        }
        Gateway gateway = gateway(url, Compression.NONE);

        Renewal renewal = renew(gateway);

        assertThat(renewal)
                .isInstanceOfSatisfying(
                        Renewal.Later.class, later -> assertThat(later.reason()).contains(url.toString()));
    }

    @Test
    void unknownHost_renewalSaysSo() throws Exception {
        Renewal renewal = renew(gateway(URI.create("http://nowhere.invalid:1"), Compression.NONE));

        assertThat(renewal)
                .isInstanceOfSatisfying(
                        Renewal.Later.class,
                        later -> assertThat(later.reason())
                                .contains("nowhere.invalid")
                                .contains("not known"));
    }

    @Test
    void plainServerBehindHttps_renewalSaysTls() throws Exception {
        try (ScriptedServer server = gatewayThat((request, line) -> {})) {
            SampleConfig config = new SampleConfig(server.url("https")).withPatience(Duration.ofSeconds(1));

            Renewal renewal = renew(gateway(config));

            assertThat(renewal)
                    .isInstanceOfSatisfying(
                            Renewal.Later.class,
                            later -> assertThat(later.reason()).containsIgnoringCase("https"));
        }
    }

    @Test
    void wrongPassword_renewalIsNeverAndNamesTheOptionNotThePassword() throws Exception {
        try (ScriptedServer server =
                new ScriptedServer((request, line) -> line.answer(401, "", "{\"message\":\"Unauthorized\"}"))) {
            Renewal renewal = renew(gateway(server.url("http"), Compression.NONE));

            assertThat(renewal)
                    .isInstanceOfSatisfying(
                            Renewal.Never.class,
                            never -> assertThat(never.reason())
                                    .contains("debezium.sink.memphis.password", "'cdc'")
                                    .doesNotContain(SampleConfig.PASSWORD));
        }
    }

    @Test
    void receipts_goBehindTheEventsOnEachConnectionThatCarriedThem() throws Exception {
        List<String> stored = new ArrayList<>();
        try (ScriptedServer server = gatewayThat((request, line) -> {
            synchronized (stored) {
                if (request.path().contains("/consume/")) {
                    line.answer(200, "", consumed(stored));
                    stored.clear();
                } else {
                    if (request.path().contains("receipts")) {
                        stored.add(request.body().toString());
                    }
                    line.answer(200, "", SUCCESS);
                }
            }
        })) {
            Gateway gateway = loggedIn(server, Compression.NONE);
            for (int i = 0; i < 8; i++) {
                produceWithoutWaiting(gateway, single("{}"));
            }

            assertThat(receipt(gateway)).isInstanceOf(ReceiptAnswer.Back.class);
            assertThat(server.requests.stream()
                            .filter(request -> request.path().startsWith("/stations/receipts/produce")))
                    .hasSizeBetween(1, 4);
        }
    }

    @Test
    void fewEvents_goOverOneConnectionAndNeedOneReceipt() throws Exception {
        assertThat(receiptsAfter(8)).isEqualTo(1);
    }

    @Test
    void manyEvents_areSpreadOverTheConnections() throws Exception {
        assertThat(receiptsAfter(80)).isEqualTo(4);
    }

    /** Sends so many events that are not answered, and a receipt; returns how many connections carried them. */
    private long receiptsAfter(int events) throws Exception {
        BlockingQueue<String> carried = new LinkedBlockingQueue<>();
        try (ScriptedServer server = gatewayThat((request, line) -> carried.add(request.path()))) {
            Gateway gateway = loggedIn(server, Compression.NONE);
            for (int i = 0; i < events; i++) {
                produceWithoutWaiting(gateway, single("{}"));
            }
            loop.execute(() -> gateway.receipts().ask(gateway.busy(), ignored -> {}));
            long receipts = 0;
            for (String path = carried.poll(5, TimeUnit.SECONDS);
                    path != null;
                    path = carried.poll(1, TimeUnit.SECONDS)) {
                receipts += path.startsWith("/stations/receipts/produce") ? 1 : 0;
            }
            return receipts;
        }
    }

    private static String consumed(List<String> stored) {
        return stored.stream()
                .map(data -> "{\"message\":\"" + data.replace("\"", "\\\"") + "\",\"headers\":{}}")
                .collect(java.util.stream.Collectors.joining(",", "[", "]"));
    }

    @Test
    void receiptThatDoesNotComeBack_isMissing() throws Exception {
        try (ScriptedServer server = gatewayThat(
                (request, line) -> line.answer(200, "", request.path().contains("/consume/") ? "[]" : SUCCESS))) {
            Gateway gateway = loggedIn(server, Compression.NONE);

            assertThat(receipt(gateway))
                    .isInstanceOfSatisfying(
                            ReceiptAnswer.Missing.class,
                            missing -> assertThat(missing.reason()).contains("no receipt", "receipts"));
        }
    }

    // ---------------------------------------------------------------- scaffolding

    private static ScriptedServer gatewayThat(
            java.util.function.BiConsumer<ScriptedServer.Request, ScriptedServer.Line> script) throws IOException {
        return new ScriptedServer((request, line) -> {
            if (request.path().startsWith("/auth/")) {
                line.answer(200, "", "{\"jwt\":\"" + JWT + "\",\"jwt_refresh_token\":\"" + JWT + "\"}");
            } else {
                script.accept(request, line);
            }
        });
    }

    private Gateway loggedIn(ScriptedServer server, Compression compression) throws Exception {
        Gateway gateway = gateway(server.url("http"), compression);
        assertThat(renew(gateway)).isInstanceOf(Renewal.Done.class);
        return gateway;
    }

    private Gateway gateway(URI url, Compression compression) {
        return gateway(new SampleConfig(url).with(compression));
    }

    private Gateway gateway(SampleConfig sample) {
        MemphisConfig config = sample.config();
        return new Gateway(new VertxTransport(loop, config.gateway()), loop, config, Clock.systemUTC(), new Random());
    }

    private Renewal renew(Gateway gateway) throws Exception {
        CompletableFuture<Renewal> renewal = new CompletableFuture<>();
        loop.execute(() -> gateway.tokens().renew(renewal::complete));
        return renewal.get(10, TimeUnit.SECONDS);
    }

    private Outcome produce(Gateway gateway, Produce request) throws Exception {
        return start(gateway, request).get(10, TimeUnit.SECONDS);
    }

    private void produceWithoutWaiting(Gateway gateway, Produce request) {
        loop.execute(() -> gateway.produce(request, outcome -> {}));
    }

    private CompletableFuture<Outcome> start(Gateway gateway, Produce request) {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        loop.execute(() -> gateway.produce(request, outcome::complete));
        return outcome;
    }

    private ReceiptAnswer receipt(Gateway gateway) throws Exception {
        CompletableFuture<ReceiptAnswer> answer = new CompletableFuture<>();
        loop.execute(() -> {
            List<Long> busy = gateway.busy();
            gateway.receipts().ask(busy.isEmpty() ? List.of(-1L) : busy, answer::complete);
        });
        return answer.get(10, TimeUnit.SECONDS);
    }

    private static Produce single(String body, EventHeader... headers) {
        return new Produce("todo", List.of(bytes(body)), Form.SINGLE, "application/json", List.of(headers), false);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
