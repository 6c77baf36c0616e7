package dev.memphis.delivery.writer;

import java.time.Duration;
import java.time.Instant;

/**
 * A time in which requests fail. Immutable.
 *
 * @param since the first failure
 * @param failures how many there were
 * @param reason of the newest one
 */
public record Outage(Instant since, long failures, String reason) {
    /** Returns how long it has lasted. */
    public Duration lasted(Instant now) {
        return Duration.between(since, now);
    }

    static Outage first(Instant now, String reason) {
        return new Outage(now, 1, reason);
    }

    Outage again(String newest) {
        return new Outage(since, failures + 1, newest);
    }
}
