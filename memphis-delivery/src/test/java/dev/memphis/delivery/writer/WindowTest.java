package dev.memphis.delivery.writer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WindowTest {
    private static final int MAX = 1000;
    private static final long MILLISECOND = 1_000_000;

    private final Window window = new Window(MAX, 48, 192);

    @Test
    void steadyRoundTrips_growToTheLimit() {
        answer(3000, 50 * MILLISECOND);

        assertThat(window.limit()).isEqualTo(MAX);
    }

    @Test
    void roundTripsThatGrowWithTheQueue_settleBelowTheLimit() {
        // A gateway that takes one request a tenth of a millisecond: what is in flight beyond ten waits there.
        for (int i = 0; i < 20_000; i++) {
            window.answered(Math.max(10, window.limit()) * MILLISECOND / 10, window.limit());
        }

        assertThat(window.limit()).isBetween(48, 400);
    }

    @Test
    void gatewayFarAway_holdsMoreThanTheWayDoes() {
        Window wide = new Window(4096, 48, 192);
        // 50 ms away, 15,000 requests a second: 750 are on their way, and as many again may wait there. The first of a
        // handled batch finds nobody waiting.
        for (int i = 0; i < 100_000; i++) {
            int before = i % 2048 == 0 ? 750 : Math.max(750, wide.limit());
            wide.answered(before * MILLISECOND / 15, wide.limit());
        }

        assertThat(wide.limit()).isBetween(1000, 1600);
    }

    @Test
    void gatewayThatBecomesSlow_hasTheWindowShrinkUntilItsQueueIsNotLongAnyMore() {
        answer(3000, MILLISECOND);

        answer(15_000, 10 * MILLISECOND);

        // Nine tenths of what is in flight wait: some 192.
        assertThat(window.limit()).isBetween(200, 230);
    }

    @Test
    void oneSlowAnswer_stopsNothing() {
        answer(200 - window.limit(), MILLISECOND);

        answer(1, 4 * MILLISECOND);

        assertThat(window.limit()).isEqualTo(201);
    }

    @Test
    void halvedWindow_growsAgainByLess() {
        window.halve();
        assertThat(window.limit()).isEqualTo(24);

        answer(1, MILLISECOND);
        assertThat(window.limit()).isEqualTo(26);
    }

    @Test
    void failure_fallsToOne() {
        answer(500, MILLISECOND);

        window.failed();

        assertThat(window.limit()).isEqualTo(1);
    }

    @Test
    void windowThatIsNotUsed_doesNotGrow() {
        int before = window.limit();

        for (int i = 0; i < 1000; i++) {
            window.answered(MILLISECOND, 2);
        }

        assertThat(window.limit()).isEqualTo(before);
    }

    @Test
    void windowThatIsHalfUsed_grows() {
        window.answered(MILLISECOND, 24);

        assertThat(window.limit()).isEqualTo(49);
    }

    @Test
    void limitOfOne_isNeverLeft() {
        Window narrow = new Window(1, 48, 192);
        for (int i = 0; i < 100; i++) {
            narrow.answered(MILLISECOND, 1);
        }

        assertThat(narrow.limit()).isEqualTo(1);
    }

    private void answer(int times, long roundTrip) {
        for (int i = 0; i < times; i++) {
            window.answered(roundTrip, window.limit());
        }
    }
}
