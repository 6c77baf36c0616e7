package dev.memphis.delivery.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memphis.delivery.options.OptionNames;
import dev.memphis.delivery.simulation.SimulatedLoop;
import dev.memphis.delivery.transport.SampleConfig;
import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FailuresTest {
    /** The first wait is at most this long ({@link SampleConfig}). */
    private static final Duration INITIAL = Duration.ofMillis(1);

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
    void wishForAShorterWait_makesTheNextWaitNoShorter() {
        Failures wished = failures(Optional.empty());
        Failures alone = failures(Optional.empty());

        for (int i = 0; i < 8; i++) {
            wished.failedAll("busy");
            alone.failedAll("busy");
        }

        assertThat(fail(wished, Optional.of(Duration.ofNanos(1)))).hasValue(alone.failedAll("busy"));
    }

    @Test
    void failuresAfterSomethingWasAccepted_areWaitedForAsTheFirstOnes() {
        Failures failures = failures(Optional.empty());

        for (int i = 0; i < 20; i++) {
            assertThat(failures.failedAll("busy")).isLessThanOrEqualTo(INITIAL);
            failures.eased();
        }
    }

    @Test
    void requestThatFailsAgainAndAgain_waitsLongerFromTheThirdTimeOn() {
        Failures failures = failures(Optional.empty());

        assertThat(List.of(failures.waitOf(1), failures.waitOf(2))).containsOnly(Duration.ZERO);
        assertThat(longestWaitOf(failures, 3)).isEqualTo(INITIAL);
        assertThat(longestWaitOf(failures, 5)).isEqualTo(INITIAL.multipliedBy(4));
    }

    private static Duration longestWaitOf(Failures failures, int times) {
        return Stream.generate(() -> failures.waitOf(times))
                .limit(100)
                .max(Comparator.naturalOrder())
                .orElseThrow();
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
        loop.pass(Duration.ofSeconds(10));

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
}
