package dev.memphis.delivery.writer;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: exponential, with full jitter, so that many sinks that failed together do
 * not come back together.
 */
final class Backoff {
    private final long initialMillis;
    private final long maxMillis;
    private final RandomGenerator random;
    private int failures;

    Backoff(Duration initial, Duration max, RandomGenerator random) {
        this.initialMillis = initial.toMillis();
        this.maxMillis = max.toMillis();
        this.random = random;
    }

    /** Returns the next wait: anything from nothing to a ceiling that doubles with each failure in a row. */
    Duration next() {
        return after(failures++);
    }

    /** Returns a wait after so many failures in a row. */
    Duration after(int before) {
        long ceiling = Math.min(maxMillis, initialMillis << Math.min(before, 30));
        return Duration.ofMillis(random.nextLong(ceiling + 1));
    }

    void reset() {
        failures = 0;
    }
}
