package dev.memphis.benchmark.nothing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What the sink has received, in a memory-mapped file, so that another process can look at it and telling costs nothing.
 * Longs: events, first and last arrival (microseconds since 1970), latencies measured, and then each of those
 * (microseconds). Written by one thread of one process.
 */
public final class Tally {
    private static final int HEAD = 4;
    private static final int MOST_LATENCIES = 1 << 20;
    /** Stands before the commit's time; the same as in {@link dev.memphis.benchmark.wire.EventMarker}, which is not in the jar. */
    private static final String MARKER = "one-event-of-the-benchmark-at:";

    private static final int DIGITS = 16;

    private final LongBuffer longs;
    private final boolean timed;

    /**
     * Opens the file, made where missing.
     *
     * @param timed whether events tell when they were committed; looking for that costs a little
     * @throws UncheckedIOException if it cannot be used
     */
    public Tally(Path file, boolean timed) {
        this.timed = timed;
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            longs = channel.map(FileChannel.MapMode.READ_WRITE, 0, 8L * (HEAD + MOST_LATENCIES))
                    .asLongBuffer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void event(String value) {
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        if (longs.get(0) == 0) {
            longs.put(1, now);
        }
        longs.put(2, now);
        if (timed) {
            latency(value, now);
        }
        longs.put(0, longs.get(0) + 1);
    }

    private void latency(String value, long now) {
        int start = value.indexOf(MARKER) + MARKER.length();
        long committed = Long.parseLong(value, start, start + DIGITS, 10);
        int measured = (int) longs.get(3);
        if (committed != 0 && measured < MOST_LATENCIES) {
            longs.put(HEAD + measured, now - committed);
            longs.put(3, measured + 1L);
        }
    }

    /** Returns how many events came. */
    public long events() {
        return longs.get(0);
    }

    /** Returns when the first came, in microseconds since 1970; 0 while none has. */
    public long firstMicros() {
        return longs.get(1);
    }

    /** Returns when the last came, in microseconds since 1970; 0 while none has. */
    public long lastMicros() {
        return longs.get(2);
    }

    /** Returns the latencies so far, in microseconds, in order of arrival. */
    public long[] latencies() {
        long[] latencies = new long[(int) longs.get(3)];
        longs.get(HEAD, latencies);
        return latencies;
    }
}
