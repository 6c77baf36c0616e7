package io.debezium.server.memphis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.delivery.transport.Loop;
import dev.memphis.delivery.writer.Outage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GatewayWatchTest {
    private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");

    /** Time that passes when it is told to. */
    private static final class Days extends Clock implements Loop {
        private record Due(Duration at, Runnable task) {}

        private final List<Due> waiting = new ArrayList<>();
        private Duration now = Duration.ZERO;

        void pass(Duration time) {
            Duration end = now.plus(time);
            while (true) {
                Optional<Due> next = waiting.stream()
                        .filter(due -> due.at().compareTo(end) <= 0)
                        .min((one, other) -> one.at().compareTo(other.at()));
                if (next.isEmpty()) {
                    now = end;
                    return;
                }
                waiting.remove(next.get());
                now = next.get().at();
                next.get().task().run();
            }
        }

        @Override
        public void execute(Runnable task) {
            task.run();
        }

        @Override
        public Runnable schedule(Duration delay, Runnable task) {
            Due due = new Due(now.plus(delay), task);
            waiting.add(due);
            return () -> waiting.remove(due);
        }

        @Override
        public long nanoTime() {
            return now.toNanos();
        }

        @Override
        public Instant instant() {
            return START.plus(now);
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    }

    private final Days days = new Days();
    private Optional<String> problem = Optional.empty();
    private int looks;
    private long taken;
    private long settled;
    private GatewayWatch watch;

    @BeforeEach
    void start() {
        watch = new GatewayWatch(
                days,
                days,
                this::look,
                new GatewayWatch.Progress() {
                    @Override
                    public long taken() {
                        return taken;
                    }

                    @Override
                    public long settled() {
                        return settled;
                    }
                },
                Duration.ofSeconds(10),
                Duration.ofSeconds(2));
        watch.start();
    }

    private void look(Consumer<Optional<String>> told) {
        looks++;
        told.accept(problem);
    }

    @Test
    void idleAndThere_isLookedAtOnceAnInterval() {
        days.pass(Duration.ofMinutes(1));

        assertThat(looks).isEqualTo(6);
        assertThat(watch.absence()).isEmpty();
    }

    @Test
    void gatewayThatDiesWhileIdle_isAwayAfterThePatience_andThereAgainLater() {
        problem = Optional.of("connection refused");
        days.pass(Duration.ofSeconds(11));
        assertThat(watch.absence()).as("one look says little").isEmpty();

        days.pass(Duration.ofSeconds(2));
        assertThat(watch.absence()).contains(new Outage(START.plusSeconds(10), 4, "connection refused"));

        problem = Optional.empty();
        days.pass(Duration.ofSeconds(1));
        assertThat(watch.absence()).isEmpty();
    }

    @Test
    void whileEventsFlow_nothingIsLookedAt() {
        for (int i = 0; i < 10; i++) {
            taken += 5;
            settled += 5;
            days.pass(Duration.ofSeconds(10));
        }

        assertThat(looks).as("only at the first turn was nothing known").isLessThanOrEqualTo(1);
    }

    @Test
    void whatIsUnderWay_isTheDeliverysToTell() {
        taken = 1;
        problem = Optional.of("connection refused");

        days.pass(Duration.ofMinutes(1));

        assertThat(looks).isZero();
        assertThat(watch.absence()).isEmpty();
    }

    @Test
    void deliveryThatGoesOn_endsTheAbsence() {
        problem = Optional.of("connection refused");
        days.pass(Duration.ofSeconds(20));
        assertThat(watch.absence()).isPresent();

        taken = 3;
        settled = 3;
        days.pass(Duration.ofSeconds(1));

        assertThat(watch.absence()).isEmpty();
    }

    @Test
    void ended_looksNoMore() {
        watch.end();

        days.pass(Duration.ofMinutes(1));

        assertThat(looks).isZero();
    }
}
