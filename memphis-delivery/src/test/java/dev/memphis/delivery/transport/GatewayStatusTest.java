package dev.memphis.delivery.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.memphis.delivery.options.GatewayConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over real sockets. */
class GatewayStatusTest {
    private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
    private final VertxLoop loop = new VertxLoop();
    private HttpServer server;
    private volatile int answer = 200;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            exchange.sendResponseHeaders(answer, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        loop.close();
    }

    @Test
    void gatewayThatAnswers_isThere_belowItsPathToo() throws Exception {
        assertThat(status(url("/memphis/"))).isEmpty();
        assertThat(asked).containsExactly("GET /memphis/monitoring/status");
    }

    @Test
    void ipV6Address_isReached() throws Exception {
        HttpServer six;
        try {
            six = HttpServer.create(new InetSocketAddress(InetAddress.getByName("::1"), 0), 1);
        } catch (IOException e) {
            Assumptions.abort("this machine has no IPv6: " + e.getMessage());
            return;
        }
        six.createContext("/", exchange -> {
            asked.add(exchange.getRequestHeaders().getFirst("Host"));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        six.start();
        try {
            int port = six.getAddress().getPort();

            assertThat(status(URI.create("http://[::1]:" + port))).isEmpty();
            assertThat(asked).containsExactly("[::1]:" + port);
        } finally {
            six.stop(0);
        }
    }

    @Test
    void proxyWithoutItsGateway_isAway() throws Exception {
        answer = 503;

        assertThat(status(url(""))).contains(url("") + "/monitoring/status answers 503");
    }

    @Test
    void nobodyListening_isAway() throws Exception {
        URI closed = closed();

        assertThat(status(closed))
                .hasValueSatisfying(reason -> assertThat(reason).startsWith("no connection to " + closed));
    }

    @Test
    void oneOfSeveralThatAnswers_isEnough() throws Exception {
        assertThat(status(closed(), url(""))).isEmpty();
    }

    @Test
    void silence_isAwayAfterThePatience() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            URI url = URI.create("http://127.0.0.1:" + silent.getLocalPort());

            assertThat(status(url)).isPresent();
        }
    }

    private Optional<String> status(URI... urls) throws Exception {
        GatewayConfig config = new SampleConfig(urls).config().gateway();
        CompletableFuture<Optional<String>> told = new CompletableFuture<>();
        loop.execute(() -> new GatewayStatus(loop, config, Duration.ofMillis(500)).ask(told::complete));
        return told.get(10, TimeUnit.SECONDS);
    }

    private URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private static URI closed() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
    }
}
