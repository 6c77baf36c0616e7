package dev.memphis.delivery.writer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReceiptPaceTest {
    private static final int FIRST = 16_384;

    private final ReceiptPace pace = new ReceiptPace(Duration.ofSeconds(2));

    @Test
    void receipt_followsATenthOfASecondAfterTheOneBefore() {
        assertThat(pace.isDue(ms(100) - 1, 1)).isFalse();
        assertThat(pace.isDue(ms(100), 1)).isTrue();
    }

    @Test
    void eventsThatAreProvedOnlyWhileYoung_haveItFollowSooner() {
        ReceiptPace quick = new ReceiptPace(Duration.ofMillis(300));

        assertThat(quick.isDue(ms(30) - 1, 1)).isFalse();
        assertThat(quick.isDue(ms(30), 1)).isTrue();
    }

    @Test
    void manyUnprovedEvents_haveItFollowAtOnceAndNoMoreAreSent() {
        assertThat(pace.isDue(0, FIRST - 1)).isFalse();
        assertThat(pace.isDue(0, FIRST)).isTrue();
        assertThat(pace.allows(FIRST - 1)).isTrue();
        assertThat(pace.allows(FIRST)).isFalse();
    }

    @Test
    void gap_isFiveMillisecondsAtLeast() {
        assertThat(pace.gapLeft(0)).isEqualTo(ms(5));
        assertThat(pace.gapLeft(ms(2))).isEqualTo(ms(3));
        assertThat(pace.gapLeft(ms(9))).isZero();
    }

    @Test
    void late_isWhatTakesMuchLongerThanUsualAndAtTheMostTheAge() {
        assertThat(pace.lateAfter()).isEqualTo(ms(320));
        pace.succeeded(ms(85));
        assertThat(pace.lateAfter()).as("15 ms are usual now").isEqualTo(ms(360));

        for (int i = 0; i < 100; i++) {
            pace.succeeded(ms(5000));
        }
        assertThat(pace.lateAfter()).isEqualTo(ms(2000));
    }

    @Test
    void lane_waitsForProofsThatTakeASecondTogether() {
        assertThat(pace.isPatient(200)).isTrue();
        assertThat(pace.isPatient(201)).isFalse();
    }

    @Test
    void failures_leaveLessUnprovedDownToAFew() {
        pace.failed();
        assertThat(mostUnproved()).isEqualTo(FIRST / 2);

        for (int i = 0; i < 20; i++) {
            pace.failed();
        }
        assertThat(mostUnproved()).isEqualTo(8);
    }

    @Test
    void proofs_allowMoreUpToALimit() {
        pace.succeeded(ms(5));
        assertThat(mostUnproved()).isEqualTo(FIRST + FIRST / 2);

        for (int i = 0; i < 20; i++) {
            pace.succeeded(ms(5));
        }
        assertThat(mostUnproved()).isEqualTo(65_536);
    }

    private int mostUnproved() {
        int most = 0;
        while (pace.allows(most)) {
            most++;
        }
        return most;
    }

    private static long ms(long millis) {
        return Duration.ofMillis(millis).toNanos();
    }
}
