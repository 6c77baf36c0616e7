package dev.memphis.delivery.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memphis.delivery.options.OptionNames;
import dev.memphis.delivery.simulation.SimulatedLoop;
import dev.memphis.delivery.transport.SampleConfig;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FailuresTest {
    private final SimulatedLoop loop = new SimulatedLoop();

    @Test
    void fewInARow_areNotWaitedFor() {
        Failures failures = failures(Optional.empty());

        assertThat(fail(failures, Optional.empty())).isEmpty();
        assertThat(fail(failures, Optional.empty())).isEmpty();
        assertThat(fail(failures, Optional.empty())).isPresent();
        failures.eased();
        assertThat(fail(failures, Optional.empty()))
                .as("after something was accepted")
                .isEmpty();
    }

    @Test
    void thoseThatFailTogether_countOnce() {
        Failures failures = failures(Optional.empty());
        long streak = failures.streak();

        for (int i = 0; i < 100; i++) {
            assertThat(failures.failed(streak, "closed", Optional.empty())).isEmpty();
        }
    }

    @Test
    void wishForAWait_isBelievedUpToAMinute() {
        Failures failures = failures(Optional.empty());

        assertThat(fail(failures, Optional.of(Duration.ofSeconds(5)))).hasValue(Duration.ofSeconds(5));
        assertThat(fail(failures, Optional.of(Duration.ofSeconds(Long.MAX_VALUE))))
                .hasValue(Duration.ofSeconds(60));
    }

    @Test
    void wishForAWait_neverGoesPastTheLongestOutage() {
        Failures failures = failures(Optional.of(Duration.ofSeconds(10)));

        assertThat(fail(failures, Optional.of(Duration.ofDays(365)))).hasValue(Duration.ofSeconds(10));
    }

    @Test
    void failuresForLongerThanAllowed_endTheDeliveryAndNameTheOption() {
        Failures failures = failures(Optional.of(Duration.ofSeconds(10)));
        fail(failures, Optional.empty());
        pass(Duration.ofSeconds(10));

        assertThatThrownBy(() -> failures.failedAll("no connection"))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContainingAll("debezium.sink.memphis.retry.max.duration.ms=10000", "no connection");
    }

    private static Optional<Duration> fail(Failures failures, Optional<Duration> wish) {
        return failures.failed(failures.streak(), "busy", wish);
    }

    private Failures failures(Optional<Duration> longest) {
        SampleConfig config = new SampleConfig(URI.create("http://localhost:1"));
        longest.ifPresent(config::withRetryMaxDuration);
        Outages outages = new Outages(loop.clock(), loop, Duration.ofSeconds(2), DeliveryListener.NONE);
        return new Failures(OptionNames.DEBEZIUM_SERVER, config.config().delivery(), outages, new Random(1));
    }

    private void pass(Duration time) {
        boolean[] over = new boolean[1];
        loop.schedule(time, () -> over[0] = true);
        loop.runUntil(() -> over[0], time.plusSeconds(1));
    }
}
