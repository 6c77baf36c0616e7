package dev.memphis.delivery.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.memphis.delivery.options.GatewayConfig;
import io.vertx.core.Future;
import io.vertx.core.net.NetClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Log-ins and consumes against servers that mean no good: each ends, in time, and leaves nothing behind. */
class AsideTest {
    private static final Duration TIMEOUT = Duration.ofMillis(400);
    private static final int TIMES = 7;

    private final VertxLoop loop = new VertxLoop();
    private final CountDownLatch over = new CountDownLatch(1);

    @AfterEach
    void closeLoop() {
        over.countDown();
        loop.close();
    }

    /** So Netty tells of a name that cannot be resolved, as that of a container that is stopped. */
    @Test
    void requestThatFailsAtOnce_isToldAfterTheCall() throws Exception {
        NetClient failing = (NetClient) Proxy.newProxyInstance(
                NetClient.class.getClassLoader(),
                new Class<?>[] {NetClient.class},
                (client, method, arguments) -> Future.failedFuture(new UnknownHostException("gateway.example")));
        Aside aside = aside(URI.create("http://gateway.example:4444"), failing);
        CompletableFuture<Boolean> toldAfterTheCall = new CompletableFuture<>();

        loop.execute(() -> {
            AtomicBoolean returned = new AtomicBoolean();
            aside.post(HttpPost.json("/x", "{}"), TIMEOUT, reply -> toldAfterTheCall.complete(returned.get()));
            returned.set(true);
        });

        assertThat(toldAfterTheCall.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void oneRequestAfterTheOther_goesOverOneConnection() throws Exception {
        Set<Socket> lines = ConcurrentHashMap.newKeySet();
        try (ScriptedServer server = new ScriptedServer((request, line) -> {
            lines.add(line.socket());
            line.answer(200, "", "hello");
        })) {
            Aside aside = aside(server);
            for (int i = 0; i < TIMES; i++) {
                assertThat(ask(aside)).isInstanceOf(HttpReply.Answered.class);
            }
        }
        assertThat(lines).hasSize(1);
    }

    /** The gateway waits for messages before it answers a consume. */
    @Test
    void requestBesideOneUnderWay_doesNotWaitForIt() throws Exception {
        AtomicInteger count = new AtomicInteger();
        try (ScriptedServer server = new ScriptedServer((request, line) -> {
            if (count.getAndIncrement() > 0) {
                line.answer(200, "", "hello");
            }
        })) {
            Aside aside = aside(server);
            CompletableFuture<HttpReply> first = post(aside);
            await().until(() -> count.get() == 1);

            assertThat(ask(aside)).isInstanceOf(HttpReply.Answered.class);
            assertThat(first).isNotDone();
        }
    }

    @Test
    void afterALongSilence_aNewConnectionIsUsed() throws Exception {
        Set<Socket> lines = ConcurrentHashMap.newKeySet();
        LateLoop clock = new LateLoop(loop);
        try (ScriptedServer server = new ScriptedServer((request, line) -> {
            lines.add(line.socket());
            line.answer(200, "", "hello");
        })) {
            Aside aside = aside(server, clock);
            ask(aside);
            clock.pass(Duration.ofSeconds(29));
            ask(aside);
            assertThat(lines).hasSize(1);
            clock.pass(Duration.ofSeconds(31));
            assertThat(ask(aside)).isInstanceOf(HttpReply.Answered.class);
        }
        assertThat(lines).hasSize(2);
    }

    /** The first was busy once, so there are two; only the first is used after that. */
    @Test
    void connectionThatIsRarelyNeeded_isNotUsedWhenOnlyOthersWere() throws Exception {
        Set<Socket> lines = ConcurrentHashMap.newKeySet();
        LateLoop clock = new LateLoop(loop);
        Deque<ScriptedServer.Line> waiting = new ConcurrentLinkedDeque<>();
        try (ScriptedServer server = new ScriptedServer((request, line) -> {
            lines.add(line.socket());
            waiting.add(line);
        })) {
            Aside aside = aside(server, clock);
            List<CompletableFuture<HttpReply>> both = List.of(post(aside), post(aside));
            await().until(() -> waiting.size() == 2);
            answer(waiting);
            for (CompletableFuture<HttpReply> one : both) {
                one.get(5, TimeUnit.SECONDS);
            }
            for (int i = 0; i < 2; i++) {
                clock.pass(Duration.ofSeconds(29));
                CompletableFuture<HttpReply> alone = post(aside);
                await().until(() -> waiting.size() == 1);
                answer(waiting);
                alone.get(5, TimeUnit.SECONDS);
            }
            assertThat(lines).hasSize(2);

            post(aside);
            post(aside);
            await().until(() -> waiting.size() == 2);
        }
        assertThat(lines).hasSize(3);
    }

    private static void answer(Deque<ScriptedServer.Line> waiting) {
        for (ScriptedServer.Line line = waiting.poll(); line != null; line = waiting.poll()) {
            line.answer(200, "", "hello");
        }
    }

    @Test
    void bodyThatDrips_isGivenUpAndTheNextRequestAnswered() throws Exception {
        everyTimeGivenUp(
                (request, line) -> {
                    line.raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                    drip(line, "1\r\nx\r\n");
                },
                "no answer in time");
    }

    @Test
    void headThatDrips_isGivenUp() throws Exception {
        everyTimeGivenUp(
                (request, line) -> {
                    line.raw("HTTP/1.1 200 OK\r\n");
                    drip(line, "X: y\r\n");
                },
                "no answer");
    }

    @Test
    void silence_isGivenUp() throws Exception {
        everyTimeGivenUp((request, line) -> {}, "no answer in time");
    }

    @Test
    void announcementsWithoutEnd_areGivenUp() throws Exception {
        everyTimeGivenUp((request, line) -> drip(line, "HTTP/1.1 100 Continue\r\n\r\n"), "no answer");
    }

    @Test
    void headWithoutEnd_isGivenUp() throws Exception {
        everyTimeGivenUp((request, line) -> flood(line, "HTTP/1.1 200 OK\r\n", "X: y\r\n".repeat(100)), "no answer");
    }

    @Test
    void bodyWithoutEnd_isGivenUp() throws Exception {
        everyTimeGivenUp(
                (request, line) -> flood(
                        line,
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
                        "10000\r\n" + "x".repeat(0x10000) + "\r\n"),
                "no answer");
    }

    @Test
    void compressedAnswer_isNotAskedForAndNotInflated() throws Exception {
        byte[] bomb = gzip(new byte[64 << 20]);
        try (ScriptedServer server = new ScriptedServer((request, line) -> {
            line.raw("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + bomb.length + "\r\n\r\n");
            write(line.socket(), bomb);
        })) {
            HttpReply reply = ask(aside(server));

            assertThat(((HttpReply.Answered) reply).body()).hasSize(bomb.length);
            assertThat(server.requests.getFirst().head()).doesNotContainIgnoringCase("accept-encoding");
        }
    }

    /** The trouble, several times; then an answer, which none of the connections from before gave. */
    private void everyTimeGivenUp(BiConsumer<ScriptedServer.Request, ScriptedServer.Line> trouble, String said)
            throws Exception {
        AtomicInteger count = new AtomicInteger();
        try (ScriptedServer server = new ScriptedServer((request, line) -> {
            if (count.getAndIncrement() < TIMES) {
                trouble.accept(request, line);
            } else {
                line.answer(200, "", "hello");
            }
        })) {
            Aside aside = aside(server);
            for (int i = 0; i < TIMES; i++) {
                assertThat(ask(aside))
                        .isInstanceOfSatisfying(
                                HttpReply.None.class,
                                none -> assertThat(none.reason()).contains(said));
            }
            assertThat(ask(aside)).isInstanceOf(HttpReply.Answered.class);
        }
    }

    private Aside aside(ScriptedServer server) throws Exception {
        return aside(server, loop);
    }

    private Aside aside(ScriptedServer server, Loop clock) throws Exception {
        URI url = server.url("http");
        NetClient client = loop.vertx().createNetClient(ClientOptions.ofSocket(config(url), url));
        CompletableFuture<Aside> made = new CompletableFuture<>();
        loop.execute(() -> {
            Aside aside = aside(url, client, clock);
            checkDeadlines(aside);
            made.complete(aside);
        });
        return made.get(5, TimeUnit.SECONDS);
    }

    private Aside aside(URI url, NetClient client) {
        return aside(url, client, loop);
    }

    private Aside aside(URI url, NetClient client, Loop clock) {
        Endpoint endpoint = Endpoint.of(config(url), url);
        RequestEncoder encoder = new RequestEncoder(endpoint);
        return new Aside(ended -> new Connection(-1, clock, client, endpoint, encoder, ended));
    }

    private static GatewayConfig config(URI url) {
        return new SampleConfig(url).config().gateway();
    }

    private void checkDeadlines(Aside aside) {
        loop.schedule(Duration.ofMillis(20), () -> {
            aside.checkDeadlines(loop.nanoTime());
            checkDeadlines(aside);
        });
    }

    private CompletableFuture<HttpReply> post(Aside aside) {
        CompletableFuture<HttpReply> reply = new CompletableFuture<>();
        loop.execute(() -> aside.post(HttpPost.json("/x", "{}"), Duration.ofMinutes(1), reply::complete));
        return reply;
    }

    private HttpReply ask(Aside aside) throws Exception {
        CompletableFuture<HttpReply> reply = new CompletableFuture<>();
        loop.execute(() -> aside.post(HttpPost.json("/x", "{}"), TIMEOUT, reply::complete));
        return reply.get(5, TimeUnit.SECONDS);
    }

    /** Writes a little every now and then, until the client has gone or the test is over. */
    private void drip(ScriptedServer.Line line, String drop) {
        try {
            while (!over.await(50, TimeUnit.MILLISECONDS)) {
                line.raw(drop);
            }
        } catch (InterruptedException | UncheckedIOException e) {
            line.close();
        }
    }

    private void flood(ScriptedServer.Line line, String beginning, String more) {
        try {
            line.raw(beginning);
            while (over.getCount() > 0) {
                line.raw(more);
            }
        } catch (UncheckedIOException e) {
            line.close();
        }
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(all)) {
            out.write(bytes);
        }
        return all.toByteArray();
    }

    private static void write(Socket socket, byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
