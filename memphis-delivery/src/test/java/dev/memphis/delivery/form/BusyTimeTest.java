package dev.memphis.delivery.form;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BusyTimeTest {
    private final BusyTime busy = new BusyTime();
    private final BusyTime.Share first = busy.share();
    private final BusyTime.Share second = busy.share();

    @Test
    void timeUntilTheAnswer_isTheSenders() {
        first.sent(1, 100);
        first.accepted(1, 130);

        assertThat(first.nanos()).isEqualTo(30);
        assertThat(first.isOver()).isTrue();
    }

    @Test
    void timeWithNothingUnderWay_isNobodys() {
        first.sent(1, 100);
        first.accepted(1, 130);
        first.sent(1, 900);
        first.accepted(1, 910);

        assertThat(first.nanos()).isEqualTo(40);
    }

    @Test
    void requestsSideBySide_takeTheirTimeOnce() {
        first.sent(5, 100);
        first.sent(5, 110);
        first.accepted(5, 150);
        first.accepted(5, 160);

        assertThat(first.nanos()).isEqualTo(60);
    }

    @Test
    void timeOfTwo_isSharedByTheirEvents() {
        first.sent(3, 0);
        second.sent(1, 100);
        second.accepted(1, 140);
        first.accepted(3, 150);

        assertThat(first.nanos()).isEqualTo(100 + 30 + 10);
        assertThat(second.nanos()).isEqualTo(10);
    }

    @Test
    void whatWasSentLastAndAnsweredFirst_takesNoTimeFromTheOther() {
        first.sent(1, 0);
        second.sent(1, 10);
        second.accepted(1, 20);
        first.accepted(1, 1000);

        assertThat(first.nanos()).isEqualTo(10 + 5 + 980);
        assertThat(second.nanos()).isEqualTo(5);
    }

    @Test
    void timeThatEndedInFailure_isNobodys() {
        first.sent(2, 0);
        first.accepted(1, 10);
        first.failed(1, 30_000);
        first.sent(1, 31_000);
        first.accepted(1, 31_010);

        assertThat(first.nanos()).isEqualTo(20);
    }

    @Test
    void senderWithSomethingUnderWay_isNotOver() {
        first.sent(2, 0);
        first.accepted(1, 10);

        assertThat(first.isOver()).isFalse();
    }
}
