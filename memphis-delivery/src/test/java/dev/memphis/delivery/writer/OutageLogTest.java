package dev.memphis.delivery.writer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.delivery.Logged;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutageLogTest {
    private final SimulatedLoop loop = new SimulatedLoop();
    private final Logged logged = new Logged();
    private final OutageLog outage = new OutageLog(loop.clock(), DeliveryListener.NONE);

    @AfterEach
    void stopListening() {
        logged.close();
    }

    @Test
    void firstFailure_isWarnedOfWithReasonAndSince() {
        outage.failed("no connection");

        assertThat(logged.lines("WARN")).singleElement().asString().contains("no connection", "since 2027-");
    }

    @Test
    void furtherFailures_areWarnedOfEvery30SecondsWithTheirCount() {
        for (int second = 0; second < 100; second++) {
            outage.failed("no connection");
            pass(Duration.ofSeconds(1));
        }

        assertThat(logged.lines("WARN")).hasSize(4);
        assertThat(logged.lines("WARN").skip(1).findFirst())
                .hasValueSatisfying(line -> assertThat(line).contains("31 failures", "30 s ago"));
    }

    @Test
    void recovery_isToldOnceWithItsLength() {
        outage.failed("no connection");
        pass(Duration.ofSeconds(75));

        outage.recovered();
        outage.recovered();

        assertThat(logged.lines("INFO")).singleElement().asString().contains("after 1 min 15 s and 1 failures");
    }

    @Test
    void outageWithALimit_outlastsItOnlyThen() {
        Optional<Duration> limit = Optional.of(Duration.ofSeconds(10));
        outage.failed("no connection");
        assertThat(outage.outlasts(limit)).isFalse();

        pass(Duration.ofSeconds(10));

        assertThat(outage.outlasts(limit)).isTrue();
        assertThat(outage.outlasts(Optional.empty())).isFalse();
    }

    private void pass(Duration time) {
        boolean[] over = new boolean[1];
        loop.schedule(time, () -> over[0] = true);
        loop.runUntil(() -> over[0], time.plusSeconds(1));
    }
}
