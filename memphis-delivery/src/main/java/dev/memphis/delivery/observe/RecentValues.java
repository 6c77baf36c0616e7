package dev.memphis.delivery.observe;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Percentiles of the values of the last one to two minutes. One thread adds, any thread reads. */
final class RecentValues {
    private static final long SPAN = Duration.ofMinutes(1).toNanos();

    /** One span's values. The number of the span tells whether it is still recent. */
    private record Slice(long span, Histogram values) {}

    private final LongSupplier nanoTime;
    private final long origin;
    private volatile Slice before = new Slice(-2, new Histogram());
    private volatile Slice current = new Slice(-1, new Histogram());

    /** @param nanoTime the clock, nanoseconds that only ever grow */
    RecentValues(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.origin = nanoTime.getAsLong();
    }

    void add(long value) {
        long span = span();
        if (current.span() != span) {
            before = current;
            current = new Slice(span, new Histogram());
        }
        current.values().add(value);
    }

    /** Returns a percentile, or 0 where nothing was added lately. */
    long percentile(double percent) {
        long[] sums = Histogram.sums();
        long span = span();
        for (Slice slice : new Slice[] {before, current}) {
            if (isRecent(slice, span)) {
                slice.values().addTo(sums);
            }
        }
        return Math.min(Histogram.percentile(sums, percent), max());
    }

    /** Returns the largest value, or 0. */
    long max() {
        long span = span();
        long largest = 0;
        for (Slice slice : new Slice[] {before, current}) {
            if (isRecent(slice, span)) {
                largest = Math.max(largest, slice.values().max());
            }
        }
        return largest;
    }

    private static boolean isRecent(Slice slice, long span) {
        return slice.span() >= span - 1;
    }

    private long span() {
        return (nanoTime.getAsLong() - origin) / SPAN;
    }
}
