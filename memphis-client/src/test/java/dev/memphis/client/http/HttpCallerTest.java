package dev.memphis.client.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HttpCallerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final byte[] PIECE = new byte[1 << 16];

    private final CountDownLatch cutOff = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer server;
    private HttpCaller caller;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/endless", this::sendWithoutEnd);
        server.createContext("/whole", exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write(new byte[1000]);
            exchange.close();
        });
        server.start();
        caller = HttpCaller.of(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    }

    @AfterEach
    void stop() {
        caller.close();
        server.stop(0);
        threads.shutdownNow();
    }

    /** Ends when whoever listens has gone. */
    private void sendWithoutEnd(HttpExchange exchange) {
        try (OutputStream body = exchange.getResponseBody()) {
            exchange.sendResponseHeaders(200, 0);
            while (true) {
                body.write(PIECE);
            }
        } catch (IOException e) {
            cutOff.countDown();
        }
    }

    @Test
    void answerWithoutEnd_isCutOffWithAClearMessage() throws Exception {
        assertThatThrownBy(() -> caller.call(HttpMethod.GET, "/endless", Map.of(), "", PATIENCE))
                .isInstanceOf(CallException.class)
                .hasMessage("the answer of http://127.0.0.1:"
                        + server.getAddress().getPort() + " is longer than 16777216 bytes: is that the right address?");
        assertThat(cutOff.await(10, TimeUnit.SECONDS))
                .as("the connection was closed")
                .isTrue();
    }

    @Test
    void answerOfJustTheLength_isTaken_andOneByteMoreIsNot() throws Exception {
        assertThat(get("/whole", 1000).body()).hasSize(1000);
        assertThatThrownBy(() -> get("/whole", 999)).hasMessageContaining("longer than 999 bytes");
        assertThat(get("/whole", 1000).body()).as("on a new connection").hasSize(1000);
    }

    private HttpAnswer get(String path, long longest) throws Exception {
        return caller.call(HttpMethod.GET, path, Map.of(), Buffer.buffer(), PATIENCE, longest);
    }
}
