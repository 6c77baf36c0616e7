package dev.memphis.benchmark.cell;

import org.jspecify.annotations.Nullable;

/** What of a cell's events has arrived. */
interface Receiver extends AutoCloseable {
    /** What has arrived: how many, and when the first and the last (microseconds since 1970). */
    record Arrived(long events, long firstMicros, long lastMicros) {
        double seconds() {
            return (lastMicros - firstMicros) / 1e6;
        }
    }

    /** Returns how many events have arrived; called often. */
    long count() throws InterruptedException;

    /** Returns what has arrived. */
    Arrived arrived() throws InterruptedException;

    /** Returns the time from commit to arrival of each event that told its commit, in microseconds and ascending. */
    long[] latencies();

    /** Returns how many requests there were; null where that is not known. */
    @Nullable Long requests();

    @Override
    void close() throws Exception;
}
