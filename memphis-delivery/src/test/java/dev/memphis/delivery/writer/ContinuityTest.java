package dev.memphis.delivery.writer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Contract, "Continuity": a gateway that was killed does not answer again within a second. */
class ContinuityTest {
    private final Continuity continuity = new Continuity();

    @BeforeEach
    void start() {
        continuity.restart(0);
    }

    @Test
    void answersLessThanASecondApart_comeFromOneProcess() {
        assertThat(continuity.answered(ms(10), ms(12))).isFalse();
        assertThat(continuity.question(ms(13))).isFalse();
        assertThat(continuity.isQuestioned()).isTrue();

        assertThat(continuity.answered(ms(900), ms(1009))).isFalse();
        assertThat(continuity.isQuestioned()).isFalse();
    }

    @Test
    void answerASecondAfterTheOneBefore_mayComeFromAnother() {
        continuity.answered(ms(10), ms(12));
        continuity.question(ms(13));

        assertThat(continuity.answered(ms(1000), ms(1010))).isTrue();
    }

    @Test
    void answerThatLayUnread_countsFromWhenItsRequestWasWritten() {
        continuity.answered(ms(10), ms(800));
        continuity.question(ms(801));

        assertThat(continuity.answered(ms(1050), ms(1060))).isTrue();
    }

    @Test
    void silenceWithoutAnySign_isNoRestart() {
        continuity.answered(ms(10), ms(12));

        assertThat(continuity.answered(ms(60_000), ms(60_001))).isFalse();
    }

    @Test
    void signSoonAfterAnAnswer_isNone() {
        continuity.answered(ms(60_000), ms(60_001));

        assertThat(continuity.question(ms(60_500))).isFalse();
    }

    @Test
    void signAfterALongSilence_isOneAtOnce() {
        continuity.answered(ms(10), ms(12));

        assertThat(continuity.question(ms(1010))).isTrue();
    }

    private static long ms(long millis) {
        return Duration.ofMillis(millis).toNanos();
    }
}
