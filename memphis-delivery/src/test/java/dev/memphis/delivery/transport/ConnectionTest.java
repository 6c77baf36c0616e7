package dev.memphis.delivery.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.delivery.event.EventHeader;
import dev.memphis.delivery.options.GatewayConfig;
import io.netty.buffer.PooledByteBufAllocator;
import io.vertx.core.Future;
import io.vertx.core.net.NetClient;
import java.lang.reflect.Proxy;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP/1.1 on one connection, over real sockets: how answers may look, and how connections end. */
class ConnectionTest {
    private static final Duration PATIENCE = Duration.ofSeconds(6);
    private static final String HELLO = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

    private final VertxLoop loop = new VertxLoop();
    private final AtomicInteger lost = new AtomicInteger();
    private final BlockingQueue<HttpReply> replies = new LinkedBlockingQueue<>();

    @AfterEach
    void closeLoop() {
        loop.close();
    }

    @Test
    void request_saysWhatEveryRequestMustAndNothingElse() throws Exception {
        try (ScriptedServer server = server((request, line) -> line.raw(HELLO))) {
            ask(connection(server), 1);

            assertThat(body(next())).isEqualTo("hello");
            assertThat(server.requests.getFirst().head().split("\r\n"))
                    .containsExactly(
                            "POST /path?n=0 HTTP/1.1",
                            "host: localhost:" + server.url("http").getPort(),
                            "content-type: text/plain",
                            "X-Id: 7",
                            "content-length: 5");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n",
                "HTTP/1.1 100 Continue\r\n\r\n" + HELLO,
                "HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + HELLO,
                "HTTP/1.1 200\r\ncontent-length:5\r\n\r\nhello",
            })
    void answer_mayTakeAnyFormOfHttp(String answer) throws Exception {
        try (ScriptedServer server = server((request, line) -> line.raw(answer))) {
            ask(connection(server), 2);

            assertThat(body(next())).isEqualTo("hello");
            assertThat(body(next())).as("the next one is told from it").isEqualTo("hello");
            assertThat(lost).hasValue(0);
        }
    }

    @Test
    void answerInPieces_isPutTogether() throws Exception {
        try (ScriptedServer server =
                server((request, line) -> HELLO.chars().forEach(piece -> line.raw(String.valueOf((char) piece))))) {
            ask(connection(server), 3);

            for (int i = 0; i < 3; i++) {
                assertThat(body(next())).isEqualTo("hello");
            }
        }
    }

    @Test
    void answerThatOnlyTheEndOfTheConnectionEnds_isWhole() throws Exception {
        try (ScriptedServer server = server((request, line) -> {
            line.raw("HTTP/1.1 500 X\r\n\r\nServer error");
            line.close();
        })) {
            ask(connection(server), 1);

            assertThat(body(next())).isEqualTo("Server error");
            awaitLost(1);
        }
    }

    @Test
    void connectionThatIsClosedAfterAnAnswer_leavesTheOthersUnanswered() throws Exception {
        AtomicInteger count = new AtomicInteger();
        try (ScriptedServer server = server((request, line) -> {
            if (count.getAndIncrement() == 0) {
                line.raw("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 5\r\n\r\nfirst");
            }
        })) {
            Connection connection = connection(server);
            ask(connection, 3);

            assertThat(body(next())).isEqualTo("first");
            assertThat(next()).isInstanceOf(HttpReply.None.class);
            assertThat(next()).isInstanceOf(HttpReply.None.class);
            awaitLost(1);
            assertThat(connection.hasEnded()).isTrue();
        }
    }

    @Test
    void answerToNothing_breaksTheConnection() throws Exception {
        try (ScriptedServer server = server((request, line) -> line.raw(HELLO + HELLO))) {
            ask(connection(server), 1);

            assertThat(body(next())).isEqualTo("hello");
            awaitLost(1);
            assertThat(replies).isEmpty();
        }
    }

    /** Its rest would come after the next request, and be taken for its answer. */
    @Test
    void answerThatBeginsBeforeItsRequest_breaksTheConnection() throws Exception {
        try (ScriptedServer server = server((request, line) -> line.raw(HELLO + HELLO.substring(0, 20)))) {
            ask(connection(server), 1);

            assertThat(body(next())).isEqualTo("hello");
            awaitLost(1);
        }
    }

    @Test
    void emptyLinesBehindAnAnswer_meanNothing() throws Exception {
        try (ScriptedServer server = server((request, line) -> line.raw(HELLO + "\r\n\r\n"))) {
            Connection connection = connection(server);
            ask(connection, 1);
            assertThat(body(next())).isEqualTo("hello");
            ask(connection, 2);

            assertThat(body(next())).isEqualTo("hello");
            assertThat(body(next())).isEqualTo("hello");
            assertThat(connection.hasEnded()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.9\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: five\r\n\r\nhello",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nno number\r\nhello\r\n0\r\n\r\n",
            })
    void answerThatIsNotHttp_breaksTheConnection(String answer) throws Exception {
        try (ScriptedServer server = server((request, line) -> line.raw(answer))) {
            ask(connection(server), 1);

            assertThat(next()).isInstanceOf(HttpReply.None.class);
            awaitLost(1);
        }
    }

    @Test
    void answerThatAnnouncesTooMuch_breaksTheConnection() throws Exception {
        try (ScriptedServer server =
                server((request, line) -> line.raw("HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n"))) {
            ask(connection(server), 1);

            assertThat(next()).isInstanceOf(HttpReply.None.class);
            awaitLost(1);
        }
    }

    @Test
    void answerWithoutEnd_breaksTheConnection() throws Exception {
        String megabyte = "100000\r\n" + "x".repeat(0x100000) + "\r\n";
        try (ScriptedServer server = server((request, line) -> {
            line.raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (int i = 0; i < 5; i++) {
                line.raw(megabyte);
            }
        })) {
            ask(connection(server), 1);

            assertThat(next()).isInstanceOf(HttpReply.None.class);
            awaitLost(1);
        }
    }

    @Test
    void silence_isGivenUpForEverythingOnTheConnection() throws Exception {
        try (ScriptedServer server = server((request, line) -> {})) {
            Connection connection = connection(server);
            ask(connection, 2);
            loop.execute(() -> connection.checkDeadline(System.nanoTime()));
            assertThat(replies.poll(100, TimeUnit.MILLISECONDS)).as("not yet").isNull();

            loop.execute(() -> connection.checkDeadline(
                    System.nanoTime() + PATIENCE.plusSeconds(1).toNanos()));

            for (int i = 0; i < 2; i++) {
                assertThat(((HttpReply.None) next()).reason()).contains("no answer in time");
            }
        }
    }

    @Test
    void connectionThatIsGivenUpWhileItOpens_sendsNothingLater() throws Exception {
        try (ServerSocket full = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            URI url = URI.create("http://localhost:" + full.getLocalPort());
            CompletableFuture<Connection> made = new CompletableFuture<>();
            loop.execute(() -> {
                Connection connection = connection(url);
                send(connection, "0");
                // In the same task: the socket cannot be open yet.
                connection.checkDeadline(
                        System.nanoTime() + PATIENCE.plusSeconds(1).toNanos());
                made.complete(connection);
            });
            made.get(5, TimeUnit.SECONDS);

            assertThat(((HttpReply.None) next()).reason()).contains("no answer in time");
            try (var late = full.accept()) {
                late.setSoTimeout(5000);
                assertThat(late.getInputStream().read())
                        .as("closed, and nothing was sent")
                        .isEqualTo(-1);
            }
            assertThat(lost).as("it never was one").hasValue(0);
        }
    }

    @Test
    void abandonedConnection_leavesItToOthersToTellOfWhatWasNotAnswered() throws Exception {
        try (ScriptedServer server = server((request, line) -> {})) {
            Connection connection = connection(server);
            ask(connection, 2);
            CompletableFuture<Integer> left = new CompletableFuture<>();
            loop.execute(() -> left.complete(connection.abandon().size()));

            assertThat(left.get(5, TimeUnit.SECONDS)).isEqualTo(2);
            assertThat(replies).isEmpty();
            assertThat(lost).hasValue(0);
        }
    }

    @Test
    void header_cannotBeginAnother() throws Exception {
        try (ScriptedServer server = server((request, line) -> line.raw(HELLO))) {
            Connection connection = connection(server);
            CompletableFuture<Throwable> thrown = new CompletableFuture<>();
            loop.execute(() -> {
                try {
                    connection.send(request("0", new EventHeader("X", "1\r\nY: 2")), PATIENCE, replies::add);
                    thrown.complete(null);
                } catch (RuntimeException e) {
                    thrown.complete(e);
                }
            });

            assertThat(thrown.get(5, TimeUnit.SECONDS)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** So Netty tells of a name that cannot be resolved, as that of a container that is stopped. */
    @Test
    void connectThatFailsAtOnce_isToldToTheRequestThatItWasFor() throws Exception {
        URI url = URI.create("http://gateway.example:4444");
        NetClient failing = (NetClient) Proxy.newProxyInstance(
                NetClient.class.getClassLoader(),
                new Class<?>[] {NetClient.class},
                (client, method, arguments) -> Future.failedFuture(new UnknownHostException("gateway.example")));

        loop.execute(() -> send(connection(url, failing), "0"));

        assertThat(next()).isInstanceOf(HttpReply.None.class);
    }

    @Test
    void whatRequestsWereWrittenInto_isGivenBack() throws Exception {
        try (ScriptedServer server = server((request, line) -> line.answer(200, "", "hello"))) {
            Connection answered = connection(server);
            ask(answered, 2);
            assertThat(body(next())).isEqualTo("hello");
            assertThat(body(next())).isEqualTo("hello");
        }
        try (ScriptedServer server = server((request, line) -> {})) {
            loop.execute(() -> {
                Connection givenUp = connection(server);
                send(givenUp, "0");
                givenUp.abandon();
            });
        }
        awaitNothingHeld();
    }

    private void awaitNothingHeld() throws Exception {
        CompletableFuture<Void> over = new CompletableFuture<>();
        pollHeld(over);
        over.get(5, TimeUnit.SECONDS);
    }

    private void pollHeld(CompletableFuture<Void> over) {
        loop.schedule(Duration.ofMillis(5), () -> {
            if (PooledByteBufAllocator.DEFAULT.pinnedDirectMemory() == 0) {
                over.complete(null);
            } else {
                pollHeld(over);
            }
        });
    }

    private static ScriptedServer server(BiConsumer<ScriptedServer.Request, ScriptedServer.Line> script)
            throws Exception {
        return new ScriptedServer(script);
    }

    private Connection connection(ScriptedServer server) {
        return connection(server.url("http"));
    }

    private Connection connection(URI url) {
        return connection(url, loop.vertx().createNetClient(ClientOptions.ofSocket(config(url), url)));
    }

    private Connection connection(URI url, NetClient client) {
        Endpoint endpoint = Endpoint.of(config(url), url);
        return new Connection(7, loop, client, endpoint, new RequestEncoder(endpoint), (ended, end) -> {
            if (end != Connection.End.NEVER_OPEN) {
                lost.incrementAndGet();
            }
        });
    }

    private static GatewayConfig config(URI url) {
        return new SampleConfig(url).config().gateway();
    }

    private void ask(Connection connection, int times) {
        loop.execute(() -> {
            for (int i = 0; i < times; i++) {
                send(connection, String.valueOf(i));
            }
        });
    }

    private void send(Connection connection, String name) {
        connection.send(request(name, new EventHeader("X-Id", "7")), PATIENCE, replies::add);
    }

    private static HttpPost request(String name, EventHeader header) {
        byte[] body = "12345".getBytes(StandardCharsets.UTF_8);
        return new HttpPost("/path?n=" + name, "text/plain", List.of(header), List.of(body));
    }

    private HttpReply next() throws InterruptedException {
        HttpReply reply = replies.poll(5, TimeUnit.SECONDS);
        assertThat(reply).as("a reply in time").isNotNull();
        return reply;
    }

    private static String body(HttpReply reply) {
        assertThat(reply).isInstanceOf(HttpReply.Answered.class);
        return new String(((HttpReply.Answered) reply).body(), StandardCharsets.UTF_8);
    }

    private void awaitLost(int times) throws InterruptedException {
        CompletableFuture<Void> over = new CompletableFuture<>();
        poll(times, over);
        try {
            over.get(5, TimeUnit.SECONDS);
        } catch (java.util.concurrent.ExecutionException | TimeoutException e) {
            throw new AssertionError("lost " + lost.get() + " times, not " + times, e);
        }
    }

    private void poll(int times, CompletableFuture<Void> over) {
        if (lost.get() == times) {
            over.complete(null);
        } else {
            loop.schedule(Duration.ofMillis(5), () -> poll(times, over));
        }
    }
}
