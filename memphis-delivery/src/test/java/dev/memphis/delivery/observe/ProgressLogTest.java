package dev.memphis.delivery.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.delivery.protocol.Outcome;
import dev.memphis.delivery.simulation.SimulatedLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProgressLogTest {
    private final SimulatedLoop loop = new SimulatedLoop();
    private final SinkMetrics metrics = new SinkMetrics(loop.clock(), loop::nanoTime);
    private final List<String> lines = new ArrayList<>();

    @BeforeEach
    void start() {
        new ProgressLog(loop, Duration.ofSeconds(30), metrics, lines::add).start();
    }

    @Test
    void eventsFlow_eachIntervalHasALineOfItsOwnEvents() {
        deliver(300, 3_000_000);
        loop.pass(Duration.ofSeconds(31));
        deliver(60, 600);
        loop.pass(Duration.ofSeconds(30));

        assertThat(lines)
                .containsExactly(
                        "Delivered 300 events in the last 30 s (10/s, 0.1 MB/s): source lag 2.5 s, in flight 0, retries 0",
                        "Delivered 60 events in the last 30 s (2/s, 0.0 MB/s): source lag 2.5 s, in flight 0, retries 0");
    }

    @Test
    void beforeTheFirstInterval_nothingIsSaid() {
        deliver(1, 1);
        loop.pass(Duration.ofSeconds(29));

        assertThat(lines).isEmpty();
    }

    @Test
    void nothingDelivered_nothingIsSaid_notEvenInAnOutageWhichHasItsOwnMessages() {
        metrics.sent(1, 10, 1);
        metrics.retried(new Outcome.Retry("status 503", Optional.empty(), false));
        loop.pass(Duration.ofMinutes(10));

        assertThat(lines).isEmpty();
    }

    @Test
    void retriesAndRequestsInFlight_areSaidWithTheNextDelivery() {
        metrics.sent(5, 10, 3);
        metrics.retried(new Outcome.Retry("status 503", Optional.empty(), false));
        metrics.delivered(5, 10, OptionalLong.empty());
        loop.pass(Duration.ofSeconds(30));

        assertThat(lines).singleElement().asString().endsWith("source lag unknown, in flight 3, retries 1");
    }

    private void deliver(int events, long bytes) {
        metrics.delivered(events, bytes, OptionalLong.of(loop.clock().millis() - 2500));
        metrics.waiting(0, OptionalLong.empty());
    }
}
