package dev.memphis.delivery.observe;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts values in fixed buckets, eight for each power of two, so that a percentile is at most an eighth too high. One
 * thread adds, any thread reads.
 */
final class Histogram {
    /** Buckets to a power of two, as a power of two. */
    private static final int FINENESS = 3;

    private static final int STEPS = 1 << FINENESS;
    private static final int BUCKETS = STEPS * (Long.SIZE - FINENESS);

    private final AtomicLongArray counts = new AtomicLongArray(BUCKETS);
    private volatile long max;

    /** Adds a value; a negative one counts as 0. */
    void add(long value) {
        int bucket = bucket(Math.max(0, value));
        counts.setRelease(bucket, counts.getPlain(bucket) + 1);
        if (value > max) {
            max = value;
        }
    }

    long max() {
        return max;
    }

    /** Adds the counts to a sum over several histograms. */
    void addTo(long[] sums) {
        for (int i = 0; i < BUCKETS; i++) {
            sums[i] += counts.getAcquire(i);
        }
    }

    static long[] sums() {
        return new long[BUCKETS];
    }

    /** Returns the largest value of the bucket that holds the percentile; 0 where there is none. */
    static long percentile(long[] sums, double percent) {
        long all = 0;
        for (long sum : sums) {
            all += sum;
        }
        long rank = (long) Math.ceil(all * percent / 100);
        long below = 0;
        for (int i = 0; i < sums.length; i++) {
            below += sums[i];
            if (below >= rank && below > 0) {
                return largestOf(i);
            }
        }
        return 0;
    }

    /** The first {@value #STEPS} values have a bucket each; above, the top bits tell. */
    private static int bucket(long value) {
        if (value < STEPS) {
            return (int) value;
        }
        int shift = Long.SIZE - 1 - Long.numberOfLeadingZeros(value) - FINENESS;
        return (shift << FINENESS) + (int) (value >>> shift);
    }

    private static long largestOf(int bucket) {
        if (bucket < STEPS) {
            return bucket;
        }
        int shift = (bucket >>> FINENESS) - 1;
        long smallest = (long) (bucket - (shift << FINENESS)) << shift;
        return smallest + (1L << shift) - 1;
    }
}
