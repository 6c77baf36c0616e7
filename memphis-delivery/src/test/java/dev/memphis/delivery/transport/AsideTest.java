package dev.memphis.delivery.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
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
    /** Connections that Vert.x' client keeps at most; one more shows that they are given back. */
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
        HttpClient failing = (HttpClient) Proxy.newProxyInstance(
                HttpClient.class.getClassLoader(),
                new Class<?>[] {HttpClient.class},
                (client, method, arguments) -> Future.failedFuture(new UnknownHostException("gateway.example")));
        Aside aside = new Aside(loop, failing, URI.create("http://gateway.example:4444"));
        CompletableFuture<Boolean> toldAfterTheCall = new CompletableFuture<>();

        loop.execute(() -> {
            AtomicBoolean returned = new AtomicBoolean();
            aside.post(HttpPost.json("/x", "{}"), TIMEOUT, reply -> toldAfterTheCall.complete(returned.get()));
            returned.set(true);
        });

        assertThat(toldAfterTheCall.get(10, TimeUnit.SECONDS)).isTrue();
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

    /** The trouble, so often that connections that are not given back would be used up; then an answer. */
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
        CompletableFuture<Aside> made = new CompletableFuture<>();
        loop.execute(() -> made.complete(
                new Aside(loop, new SampleConfig(server.url("http")).config().gateway(), server.url("http"))));
        return made.get(5, TimeUnit.SECONDS);
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
