package dev.memphis.benchmark.wire;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/** What has arrived so far. Written by one thread, read by any. */
public final class Arrivals {
    private long events;
    private long requests;
    private long first;
    private long last;
    private long[] latencies = new long[1024];
    private int measured;

    /** A look at one moment: how many events and requests, and when the first and the last event came (microseconds). */
    public record Look(long events, long requests, long firstMicros, long lastMicros) {}

    synchronized void request() {
        requests++;
    }

    /**
     * Takes note of an event.
     *
     * @param committed microseconds since 1970; 0 where no latency is measured
     */
    public synchronized void event(long committed, long now) {
        if (events == 0) {
            first = now;
        }
        events++;
        last = now;
        if (committed != 0) {
            latency(now - committed);
        }
    }

    private void latency(long micros) {
        if (measured == latencies.length) {
            latencies = Arrays.copyOf(latencies, 2 * measured);
        }
        latencies[measured++] = micros;
    }

    /** Returns what has arrived so far. */
    public synchronized Look look() {
        return new Look(events, requests, first, last);
    }

    /** Returns the time from commit to arrival of each event that told its commit, in microseconds and ascending. */
    public synchronized long[] latencies() {
        long[] sorted = Arrays.copyOf(latencies, measured);
        Arrays.sort(sorted);
        return sorted;
    }

    /** Returns the time in microseconds since 1970. */
    public static long micros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }
}
