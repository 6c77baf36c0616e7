package dev.memphis.delivery.writer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.delivery.event.Event;
import dev.memphis.delivery.form.FormChooser;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UnprovedTest {
    private final Unproved unproved = new Unproved();

    @Test
    void whatWasAccepted_isNumberedInItsOrderAndCountedByEvents() {
        Attempt first = accept(1, 10, 2);
        Attempt second = accept(2, 20, 3);

        assertThat(first.acceptedAs()).isZero();
        assertThat(second.acceptedAs()).isEqualTo(1);
        assertThat(unproved.accepted()).isEqualTo(2);
        assertThat(unproved.events()).isEqualTo(5);
        assertThat(unproved.isEmpty()).isFalse();
    }

    @Test
    void newest_isWhatWasWrittenLast_notWhatWasAcceptedLast() {
        accept(1, 20, 1);
        accept(1, 10, 1);

        assertThat(unproved.newestWrittenAt()).isEqualTo(20);
    }

    @Test
    void nothing_hasNoNewest() {
        assertThat(unproved.newestWrittenAt()).isEqualTo(Long.MIN_VALUE);
        assertThat(unproved.isEmpty()).isTrue();
    }

    @Test
    void connections_areThoseOfAllThatIsNotProved() {
        accept(7, 1, 1);
        accept(3, 2, 1);
        accept(7, 3, 1);

        assertThat(unproved.connections()).containsExactly(3L, 7L);
    }

    @Test
    void whatIsTaken_isGoneInItsOrder_andTheOthersStay() {
        Attempt first = accept(1, 10, 2);
        Attempt second = accept(2, 20, 3);
        Attempt third = accept(1, 30, 4);

        assertThat(unproved.take(attempt -> attempt.connection() == 1)).containsExactly(first, third);

        assertThat(unproved.events()).isEqualTo(3);
        assertThat(unproved.any(attempt -> attempt == second)).isTrue();
        assertThat(unproved.any(attempt -> attempt == first)).isFalse();
        assertThat(unproved.accepted()).as("ever").isEqualTo(3);
    }

    @Test
    void cleared_holdsNothingAndCountsOn() {
        accept(1, 10, 2);

        unproved.clear();

        assertThat(unproved.isEmpty()).isTrue();
        assertThat(unproved.events()).isZero();
        assertThat(accept(1, 20, 1).acceptedAs()).isEqualTo(1);
    }

    private Attempt accept(long connection, long writtenAt, int events) {
        List<Item> items = IntStream.range(0, events)
                .mapToObj(index ->
                        new Item(index, new Event("s", "k" + index, "{}", "application/json", List.of(), () -> "test")))
                .toList();
        Attempt attempt = new Attempt(ProduceRequest.batch(items), 1, 0, writtenAt, 1, FormChooser.Measure.NONE);
        attempt.connection(connection);
        unproved.add(attempt);
        return attempt;
    }
}
