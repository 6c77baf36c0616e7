package dev.memphis.benchmark.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class InstantGatewayTest {
    private static final String ACCEPTED = "{\"error\":null,\"success\":true}";
    private static final String RECEIPT = "{\"receipt\":\"a-0\"}";

    private final HttpClient client = HttpClient.newHttpClient();
    private InstantGateway gateway;

    @BeforeEach
    void start() throws Exception {
        gateway = InstantGateway.start();
    }

    @AfterEach
    void end() {
        client.close();
        gateway.close();
    }

    private String post(String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(gateway.uri() + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }

    private static String event(long committed) {
        return "{\"marker\":\"" + EventMarker.at(committed) + "\"}";
    }

    private static String raw(String path, String body) {
        return "POST " + path + " HTTP/1.1\r\nHost: gateway\r\ncontent-length: " + body.length() + "\r\n\r\n" + body;
    }

    @Test
    void logIn_grantsATokenThatTheSinkCanRead() throws Exception {
        String granted = post("/auth/authenticate", "{\"username\":\"u\"}");
        String jwt = granted.replaceAll("^\\{\"jwt\":\"([^\"]+)\".*", "$1");
        assertThat(dev.memphis.delivery.protocol.Token.parse(jwt).expiry())
                .isAfter(java.time.Instant.now().plusSeconds(3600));
    }

    @Test
    void singlesBatchesAndPlainPosts_countEachEventOnce() throws Exception {
        assertThat(post("/stations/s/produce/single?authorization=t", event(0))).isEqualTo(ACCEPTED);
        assertThat(post("/stations/s/produce/batch?authorization=t", "[" + event(0) + "," + event(0) + "]"))
                .isEqualTo(ACCEPTED);
        assertThat(post("/anything", event(0))).isEqualTo(ACCEPTED);

        Arrivals.Look look = gateway.arrivals().look();
        assertThat(look.events()).isEqualTo(4);
        assertThat(look.requests()).isEqualTo(3);
        assertThat(look.lastMicros()).isGreaterThanOrEqualTo(look.firstMicros());
        assertThat(gateway.arrivals().latencies()).isEmpty();
    }

    @Test
    void eventThatTellsItsCommit_hasALatency() throws Exception {
        post("/stations/s/produce/single", event(Arrivals.micros() - 5_000));
        assertThat(gateway.arrivals().latencies()).hasSize(1);
        assertThat(gateway.arrivals().latencies()[0]).isBetween(5_000L, 5_000_000L);
    }

    @Test
    void receiptThatIsThere_isHandedOutAtOnce() throws Exception {
        post("/stations/r/produce/single", RECEIPT);
        assertThat(post("/stations/r/consume/batch", "{\"batch_size\":1,\"batch_max_wait_time_ms\":5000}"))
                .isEqualTo("[{\"message\":\"{\\\"receipt\\\":\\\"a-0\\\"}\",\"headers\":{}}]");
        assertThat(gateway.arrivals().look().events()).isZero();
    }

    @Test
    void receiptThatComesOverAnotherConnection_isWaitedForWithWhatIsBehind() throws Exception {
        try (Socket waiting = new Socket("127.0.0.1", gateway.uri().getPort())) {
            String consume = raw("/stations/r/consume/batch", "{\"batch_size\":2,\"batch_max_wait_time_ms\":9000}");
            String behind = raw("/stations/s/produce/single", event(0));
            waiting.getOutputStream().write((consume + behind).getBytes(StandardCharsets.US_ASCII));
            post("/stations/r/produce/single", RECEIPT);
            assertThat(gateway.arrivals().look().events()).isZero();
            post("/stations/r/produce/single", "{\"receipt\":\"a-1\"}");
            assertThat(read(waiting, ACCEPTED)).contains("a-0", "a-1").endsWith(ACCEPTED);
        }
        assertThat(gateway.arrivals().look().events()).isEqualTo(1);
    }

    @Test
    void receiptThatDoesNotCome_isWaitedForAsLongAsAsked() throws Exception {
        assertThat(post("/stations/r/consume/batch", "{\"batch_size\":1,\"batch_max_wait_time_ms\":30}"))
                .isEqualTo("[]");
    }

    @Test
    void requestsSentWithoutWaiting_areAnsweredEach() throws Exception {
        int requests = 2_000;
        try (Socket socket = new Socket("127.0.0.1", gateway.uri().getPort())) {
            byte[] request = raw("/stations/s/produce/single?authorization=t", event(0) + "x".repeat(3_000))
                    .getBytes(StandardCharsets.US_ASCII);
            Thread writer = Thread.ofVirtual().start(() -> {
                for (int i = 0; i < requests; i++) {
                    write(socket, request);
                }
            });
            for (int i = 0; i < requests; i++) {
                read(socket, ACCEPTED);
            }
            writer.join();
        }
        assertThat(gateway.arrivals().look().events()).isEqualTo(requests);
    }

    @Test
    void bodyOfMegabytes_isTakenAsAWhole() throws Exception {
        String batch = "[" + String.join(",", java.util.Collections.nCopies(1_000, event(0) + " ".repeat(3_000))) + "]";
        assertThat(post("/stations/s/produce/batch", batch)).isEqualTo(ACCEPTED);
        assertThat(gateway.arrivals().look().events()).isEqualTo(1_000);
    }

    private static void write(Socket socket, byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Reads up to and with a text. */
    static String read(Socket socket, String text) throws Exception {
        StringBuilder read = new StringBuilder();
        InputStream input = socket.getInputStream();
        while (read.length() < text.length()
                || !read.substring(read.length() - text.length()).equals(text)) {
            int next = input.read();
            if (next < 0) {
                throw new java.io.EOFException("the gateway has closed the connection after: " + read);
            }
            read.append((char) next);
        }
        return read.toString();
    }
}
