package dev.memphis.emulator.faults;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** A clock that goes ahead of another one, or behind it. Thread-safe. */
public final class SkewedClock extends Clock {
    private final Clock right;
    private volatile Duration ahead = Duration.ZERO;

    /** @param right the clock that it is ahead of */
    public SkewedClock(Clock right) {
        this.right = right;
    }

    /** Sets how far this clock is ahead; negative if it is behind. */
    public void setAhead(Duration ahead) {
        this.ahead = Durations.sane("clock skew", ahead);
    }

    /** Returns how far it is ahead; negative where it is behind. */
    public Duration ahead() {
        return ahead;
    }

    @Override
    public Instant instant() {
        return right.instant().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return right.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        SkewedClock other = new SkewedClock(right.withZone(zone));
        other.ahead = ahead;
        return other;
    }
}
