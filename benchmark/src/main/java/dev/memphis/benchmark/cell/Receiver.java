package dev.memphis.benchmark.cell;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Where a cell's events go, and what of them has arrived there. */
interface Receiver extends AutoCloseable {
    /** What has arrived: how many, and when the first and the last (microseconds since 1970). */
    record Arrived(long events, long firstMicros, long lastMicros) {
        double seconds() {
            return (lastMicros - firstMicros) / 1e6;
        }
    }

    /** Returns where a sink finds its gateway. */
    URI gateway();

    /** Returns the station to use. */
    String station();

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
