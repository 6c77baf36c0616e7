package dev.memphis.delivery.observe;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class HistogramTest {
    private final Histogram histogram = new Histogram();

    @Test
    void nothingAdded_everyPercentileIsZero() {
        assertThat(percentile(50)).isZero();
        assertThat(histogram.max()).isZero();
    }

    @Test
    void smallValues_areExact() {
        for (int value = 1; value <= 7; value++) {
            histogram.add(value);
        }

        assertThat(percentile(50)).isEqualTo(4);
        assertThat(percentile(99)).isEqualTo(7);
        assertThat(percentile(1)).isEqualTo(1);
    }

    @Test
    void negativeValue_countsAsZero() {
        histogram.add(-5);

        assertThat(percentile(100)).isZero();
    }

    @Test
    void thousandValues_percentilesAreAtMostAnEighthTooHigh() {
        for (int value = 1; value <= 1000; value++) {
            histogram.add(value * 1000L);
        }

        assertThat(percentile(50)).isBetween(500_000L, 562_500L);
        assertThat(percentile(90)).isBetween(900_000L, 1_012_500L);
        assertThat(percentile(99)).isBetween(990_000L, 1_113_750L);
        assertThat(histogram.max()).isEqualTo(1_000_000);
    }

    @Property
    void anyValue_isFoundAgainAtMostAnEighthTooHigh(@ForAll @LongRange(min = 0, max = Long.MAX_VALUE) long value) {
        Histogram one = new Histogram();
        one.add(value);
        long[] sums = Histogram.sums();
        one.addTo(sums);

        long found = Histogram.percentile(sums, 50);

        assertThat(found).isGreaterThanOrEqualTo(value);
        assertThat(found - value).isLessThanOrEqualTo(value / 8);
    }

    private long percentile(double percent) {
        long[] sums = Histogram.sums();
        histogram.addTo(sums);
        return Histogram.percentile(sums, percent);
    }
}
