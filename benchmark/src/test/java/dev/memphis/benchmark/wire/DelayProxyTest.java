package dev.memphis.benchmark.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class DelayProxyTest {
    private static final Duration ROUND_TRIP = Duration.ofMillis(50);
    private static final String ACCEPTED = "{\"error\":null,\"success\":true}";

    private InstantGateway gateway;
    private DelayProxy proxy;

    @BeforeEach
    void start() throws Exception {
        gateway = InstantGateway.start();
        proxy = DelayProxy.start(gateway.uri(), ROUND_TRIP);
    }

    @AfterEach
    void end() throws Exception {
        proxy.close();
        gateway.close();
    }

    private Socket connect() throws Exception {
        return new Socket("127.0.0.1", proxy.uri().getPort());
    }

    private static byte[] request(int length) {
        return ("POST /s HTTP/1.1\r\nContent-Length: " + length + "\r\n\r\n" + "x".repeat(length))
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Test
    void oneRequestAtATime_takesARoundTripEach() throws Exception {
        try (Socket socket = connect()) {
            long start = System.nanoTime();
            for (int i = 0; i < 4; i++) {
                socket.getOutputStream().write(request(10));
                InstantGatewayTest.read(socket, ACCEPTED);
            }
            assertThat(since(start)).isBetween(ROUND_TRIP.multipliedBy(4), ROUND_TRIP.multipliedBy(8));
        }
    }

    @Test
    void manyRequestsUnderWay_shareARoundTrip() throws Exception {
        try (Socket socket = connect()) {
            long start = System.nanoTime();
            for (int i = 0; i < 1_000; i++) {
                socket.getOutputStream().write(request(3_000));
            }
            assertThat(since(start)).isLessThan(ROUND_TRIP.multipliedBy(10));
            for (int i = 0; i < 1_000; i++) {
                InstantGatewayTest.read(socket, ACCEPTED);
            }
            // One after the other they would take 50 s.
            assertThat(since(start)).isBetween(ROUND_TRIP, ROUND_TRIP.multipliedBy(40));
        }
    }

    @Test
    void gatewayThatEnds_endsTheConnection() throws Exception {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(request(10));
            InstantGatewayTest.read(socket, ACCEPTED);
            gateway.close();
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }
}
