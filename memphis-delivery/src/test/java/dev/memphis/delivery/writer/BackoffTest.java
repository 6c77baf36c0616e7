package dev.memphis.delivery.writer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    /** Always the largest number allowed: the ceiling shows. */
    private static final RandomGenerator CEILING = new RandomGenerator() {
        @Override
        public long nextLong() {
            throw new UnsupportedOperationException("an unbounded wait");
        }

        @Override
        public long nextLong(long bound) {
            return bound - 1;
        }
    };

    private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofMillis(1000), CEILING);

    @Test
    void failuresInARow_doubleTheCeilingUpToTheLimit() {
        List<Long> waits =
                Stream.generate(backoff::next).limit(6).map(Duration::toMillis).toList();

        assertThat(waits).containsExactly(100L, 200L, 400L, 800L, 1000L, 1000L);
    }

    @Test
    void manyFailures_stayAtTheLimit() {
        for (int i = 0; i < 100; i++) {
            assertThat(backoff.next()).isBetween(Duration.ZERO, Duration.ofMillis(1000));
        }
    }

    @Test
    void success_startsAnew() {
        backoff.next();
        backoff.next();

        backoff.reset();

        assertThat(backoff.next()).isEqualTo(Duration.ofMillis(100));
    }
}
