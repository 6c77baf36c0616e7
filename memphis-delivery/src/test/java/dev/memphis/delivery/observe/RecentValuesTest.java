package dev.memphis.delivery.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RecentValuesTest {
    /** The origin of nanoseconds is arbitrary, and may be negative. */
    private final AtomicLong now = new AtomicLong(-123_456_789);

    private final RecentValues values = new RecentValues(now::get);

    @Test
    void noValues_areZero() {
        assertThat(values.percentile(99)).isZero();
        assertThat(values.max()).isZero();
    }

    @Test
    void percentile_isNeverOverTheLargestValue() {
        values.add(1001);

        assertThat(values.percentile(50)).isEqualTo(1001);
    }

    @Test
    void afterAMinute_valuesStillCount() {
        values.add(7);
        pass(Duration.ofSeconds(61));
        values.add(3);

        assertThat(values.max()).isEqualTo(7);
        assertThat(values.percentile(50)).isEqualTo(3);
    }

    @Test
    void afterTwoMinutes_valuesAreForgotten_whetherOrNotOthersCame() {
        values.add(7);
        pass(Duration.ofSeconds(121));

        assertThat(values.max()).isZero();
        assertThat(values.percentile(50)).isZero();

        values.add(2);

        assertThat(values.max()).isEqualTo(2);
        assertThat(values.percentile(99)).isEqualTo(2);
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
