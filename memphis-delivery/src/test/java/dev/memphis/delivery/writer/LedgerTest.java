package dev.memphis.delivery.writer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.delivery.event.Event;
import dev.memphis.delivery.event.Origin;
import dev.memphis.delivery.form.FormChooser;
import dev.memphis.delivery.options.Ordering;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What the host and the listener are told of events that come and are settled. */
class LedgerTest {
    private final List<String> told = new ArrayList<>();
    private final Lanes lanes = new Lanes(Ordering.NONE, waiting -> false);
    private final Ledger ledger = new Ledger(lanes, new Host(), new Listener());

    private final class Host implements Settlement {
        @Override
        public void opened() {}

        @Override
        public void settled(long mark, long bytes) {
            told.add("settled to " + mark + ", " + bytes + " bytes");
        }

        @Override
        public void ended(Optional<RuntimeException> reason) {}
    }

    private final class Listener implements DeliveryListener {
        @Override
        public void waiting(int events, OptionalLong oldest) {
            told.add(events + " wait" + (oldest.isPresent() ? " since " + oldest.getAsLong() : ""));
        }

        @Override
        public void delivered(int events, long bytes, OptionalLong newest) {
            told.add(events + " delivered, " + bytes + " bytes"
                    + (newest.isPresent() ? " of " + newest.getAsLong() : ""));
        }
    }

    private record At(long sourceTime) implements Origin {
        @Override
        public String words() {
            return "test";
        }

        @Override
        public OptionalLong time() {
            return OptionalLong.of(sourceTime);
        }
    }

    @Test
    void eventsThatCome_areToldWithTheTimeOfTheOldest() {
        ledger.add(1, List.of(event(70), event(80)));

        assertThat(told).containsExactly("2 wait since 70");
        assertThat(ledger.isSettled()).isFalse();
    }

    @Test
    void provedRequests_areToldTogether_withTheTimeOfTheLast() {
        ledger.add(1, List.of(event(70), event(80), event(90)));
        told.clear();

        ledger.delivered(List.of(accepted(take(2)), accepted(take(1))));
        ledger.tell();

        assertThat(told)
                .containsExactly(
                        "3 delivered, 24 bytes of 90",
                        "settled to 3, " + 3 * event(70).sizeHint() + " bytes",
                        "0 wait");
        assertThat(ledger.isSettled()).isTrue();
    }

    @Test
    void nothingThatIsProved_isNotToldOf() {
        ledger.delivered(List.of());
        ledger.tell();

        assertThat(told).isEmpty();
    }

    @Test
    void whatIsSettledOutOfTurn_freesItsRoomAtOnce_andMovesTheMarkLater() {
        ledger.add(1, List.of(event(70), event(80)));
        List<Item> items = take(2);
        told.clear();

        ledger.settle(items.get(1));
        ledger.tell();
        ledger.settle(items.get(0));
        ledger.tell();
        ledger.tell();

        assertThat(told)
                .as("and nothing that was told before")
                .containsExactly(
                        "settled to 0, " + event(80).sizeHint() + " bytes",
                        "1 wait since 70",
                        "settled to 2, " + event(70).sizeHint() + " bytes",
                        "0 wait");
    }

    @Test
    void whatIsNotSettled_isInItsLanesAgain_inItsOrder() {
        ledger.add(1, List.of(event(70), event(80), event(90)));
        List<Item> items = take(3);
        ledger.accepted(items.get(0));
        ledger.settle(items.get(1));

        ledger.rebuild();

        assertThat(take(2)).containsExactly(items.get(0), items.get(2));
        assertThat(lanes.next()).isNull();
    }

    private List<Item> take(int count) {
        List<Item> items = new ArrayList<>();
        while (items.size() < count) {
            Item item = lanes.take(Objects.requireNonNull(lanes.next()));
            item.progress(Item.Progress.UNDER_WAY);
            items.add(item);
        }
        return items;
    }

    private Attempt accepted(List<Item> items) {
        items.forEach(ledger::accepted);
        return new Attempt(ProduceRequest.batch(items), 1, 0, 0, 1, FormChooser.Measure.NONE);
    }

    private static Event event(long sourceTime) {
        return new Event("s", null, "{\"a\":12}", "application/json", List.of(), new At(sourceTime));
    }
}
