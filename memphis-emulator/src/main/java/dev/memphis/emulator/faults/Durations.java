package dev.memphis.emulator.faults;

import java.time.Duration;

/** Checks of durations that people give. Stateless. */
public final class Durations {
    /** Longer than any test or demonstration; keeps arithmetic in milliseconds and nanoseconds from overflowing. */
    private static final Duration LONGEST = Duration.ofDays(30);

    private Durations() {}

    /** @throws IllegalArgumentException if the duration is negative or longer than 30 days */
    public static Duration notNegative(String name, Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException(name + "=" + duration + ": a time of 0 or more is needed");
        }
        return sane(name, duration);
    }

    /** @throws IllegalArgumentException if the duration, forwards or backwards, is longer than 30 days */
    public static Duration sane(String name, Duration duration) {
        if (duration.abs().compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + "=" + duration + ": at most 30 days are possible");
        }
        return duration;
    }
}
