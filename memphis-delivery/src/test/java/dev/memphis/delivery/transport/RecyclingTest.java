package dev.memphis.delivery.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A proxy that ends each connection after three answers, over real sockets. */
class RecyclingTest {
    private static final int ANSWERS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(6);

    private final VertxLoop loop = new VertxLoop();
    private final BlockingQueue<HttpReply> replies = new LinkedBlockingQueue<>();
    private final AtomicInteger ends = new AtomicInteger();
    private final Map<Object, AtomicInteger> answeredOf = new ConcurrentHashMap<>();

    @AfterEach
    void closeLoop() {
        loop.close();
    }

    @Test
    void connectionsThatEndAfterTheSameNumber_areLeftInGoodTime() throws Exception {
        try (ScriptedServer server = new ScriptedServer((request, line) -> answer(line, ANSWERS))) {
            VertxTransport transport = transport(server);

            assertThat(unansweredOf(transport, 5)).as("nobody knows yet").isEqualTo(2);
            assertThat(unansweredOf(transport, 5)).as("once may be chance").isEqualTo(2);
            assertThat(ends).hasValue(2);

            for (int burst = 0; burst < 4; burst++) {
                assertThat(unansweredOf(transport, 5)).as("burst %d", burst).isZero();
            }
            assertThat(ends).as("what was foreseen is not told").hasValue(2);
            transport.close();
        }
    }

    @Test
    void endsThatNobodyAnnounced_teachNothing() throws Exception {
        // As a gateway does that dies again and again, after as many answers.
        try (ScriptedServer server = new ScriptedServer((request, line) -> {
            int count = countOf(line);
            line.raw("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            if (count == ANSWERS && answeredOf.size() <= 3) {
                line.close();
            }
        })) {
            VertxTransport transport = transport(server);
            for (int burst = 0; burst < 3; burst++) {
                assertThat(unansweredOf(transport, 5)).isEqualTo(2);
            }

            for (int burst = 0; burst < 4; burst++) {
                assertThat(unansweredOf(transport, 5)).as("burst %d", burst).isZero();
            }
            assertThat(answeredOf).as("connections").hasSize(4);
            transport.close();
        }
    }

    @Test
    void connectionsThatLastLongerThanWasLearnt_areUsedOn() throws Exception {
        AtomicInteger answers = new AtomicInteger(ANSWERS);
        try (ScriptedServer server = new ScriptedServer((request, line) -> answer(line, answers.get()))) {
            VertxTransport transport = transport(server);
            unansweredOf(transport, 5);
            unansweredOf(transport, 5);
            answers.set(Integer.MAX_VALUE);

            for (int burst = 0; burst < 10; burst++) {
                assertThat(unansweredOf(transport, 5)).as("burst %d", burst).isZero();
            }
            assertThat(answeredOf).as("connections").hasSizeLessThanOrEqualTo(5);
            assertThat(ends).as("ends nobody foresaw").hasValue(2);
            transport.close();
        }
    }

    private VertxTransport transport(ScriptedServer server) {
        VertxTransport transport = new VertxTransport(
                loop, new SampleConfig(server.url("http")).config().gateway());
        loop.execute(() -> transport.onEnd(ends::incrementAndGet));
        return transport;
    }

    private int countOf(ScriptedServer.Line line) {
        return answeredOf
                .computeIfAbsent(line.socket(), ignored -> new AtomicInteger())
                .incrementAndGet();
    }

    private void answer(ScriptedServer.Line line, int answers) {
        int count = countOf(line);
        if (count < answers) {
            line.raw("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        } else if (count == answers) {
            line.raw("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok");
        }
    }

    /** Sends so many requests at once; returns how many were not answered. */
    private int unansweredOf(VertxTransport transport, int requests) throws InterruptedException {
        loop.execute(() -> {
            for (int i = 0; i < requests; i++) {
                HttpPost post =
                        new HttpPost("/" + i, "text/plain", List.of(), List.of("x".getBytes(StandardCharsets.UTF_8)));
                transport.send(post, Transport.Spread.FILL, PATIENCE, replies::add);
            }
        });
        int unanswered = 0;
        for (int i = 0; i < requests; i++) {
            HttpReply reply = replies.poll(10, TimeUnit.SECONDS);
            assertThat(reply).as("a reply in time").isNotNull();
            unanswered += reply instanceof HttpReply.None ? 1 : 0;
        }
        return unanswered;
    }
}
