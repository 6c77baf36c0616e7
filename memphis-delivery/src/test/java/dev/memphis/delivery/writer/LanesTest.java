package dev.memphis.delivery.writer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.delivery.event.Event;
import dev.memphis.delivery.options.Ordering;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class LanesTest {
    private boolean patient;
    private long numbers;

    @Test
    void eventsOfOneKey_goOneAfterTheOther() {
        Lanes lanes = lanes(Ordering.KEY, "s/a", "s/a", "s/b");

        List<Item> first = takeAll(lanes);

        assertThat(first).hasSize(2);
        assertThat(takeAll(lanes)).isEmpty();
        accept(lanes, first.getFirst());
        assertThat(numbersOf(takeAll(lanes))).containsExactly(2L);
    }

    @Test
    void eventsOfOneKey_waitForTheProofWhereThatDoesNotTakeLong() {
        patient = true;
        Lanes lanes = lanes(Ordering.KEY, "s/a", "s/a");
        Item first = takeAll(lanes).getFirst();

        accept(lanes, first);
        assertThat(takeAll(lanes)).as("accepted is not enough").isEmpty();

        settle(lanes, first);
        assertThat(numbersOf(takeAll(lanes))).containsExactly(2L);
    }

    @Test
    void eventThatComesLater_goesBehindThoseOfItsKey() {
        Lanes lanes = lanes(Ordering.KEY, "s/a", "s/a");
        Item first = takeAll(lanes).getFirst();

        add(lanes, "s/a");
        assertThat(takeAll(lanes)).as("one is under way").isEmpty();

        accept(lanes, first);
        Item second = takeAll(lanes).getFirst();
        assertThat(second.number()).isEqualTo(2);
        settle(lanes, first);
        add(lanes, "s/a");
        assertThat(takeAll(lanes)).as("the next is under way").isEmpty();

        accept(lanes, second);
        Item third = takeAll(lanes).getFirst();
        accept(lanes, third);
        assertThat(numbersOf(List.of(third, takeAll(lanes).getFirst()))).containsExactly(3L, 4L);
    }

    @Test
    void eventThatIsSettledWithoutAnAnswer_letsTheNextOneGo() {
        patient = true;
        Lanes lanes = lanes(Ordering.KEY, "s/a", "s/a");
        Item first = takeAll(lanes).getFirst();

        first.progress(Item.Progress.SETTLED);
        lanes.settled(first, false);

        assertThat(numbersOf(takeAll(lanes))).containsExactly(2L);
    }

    @Test
    void stationWhereAllIsSettled_beginsAnew() {
        Lanes lanes = lanes(Ordering.KEY, "s/a");
        Item only = takeAll(lanes).getFirst();
        accept(lanes, only);
        settle(lanes, only);

        add(lanes, "s/a");

        assertThat(numbersOf(takeAll(lanes))).containsExactly(2L);
    }

    @Test
    void laneWhereAllIsSettled_isForgotten() {
        Lanes lanes = lanes(Ordering.KEY, "s/a", "s/b");
        List<Item> both = takeAll(lanes);
        accept(lanes, both.getFirst());
        settle(lanes, both.getFirst());

        Lane left = both.getLast().lane();
        assertThat(left.stretch().lanes()).containsExactly(left);
    }

    @Test
    void nextOfALane_mayTravelWithTheFirstWhereNoneWaitsForProof() {
        Lane lane = takeAll(lanes(Ordering.KEY, "s/a", "s/a")).getFirst().lane();
        Lane empty = takeAll(lanes(Ordering.KEY, "s/a")).getFirst().lane();
        Lanes lanes = lanes(Ordering.KEY);

        assertThat(lanes.mayFollow(lane)).isTrue();
        assertThat(lanes.mayFollow(empty)).as("there is none").isFalse();
        patient = true;
        assertThat(lanes.mayFollow(lane)).isFalse();
    }

    @Test
    void equalKeysOfDifferentStations_doNotWaitForEachOther() {
        assertThat(takeAll(lanes(Ordering.KEY, "s/a", "t/a"))).hasSize(2);
    }

    @Test
    void eventsWithoutAKey_formOneLaneOfTheirStation() {
        assertThat(takeAll(lanes(Ordering.KEY, "s/", "s/", "t/"))).hasSize(2);
    }

    @Test
    void eventWithoutAKey_isAFenceAmongThoseWithOne() {
        Lanes lanes = lanes(Ordering.KEY, "s/a", "s/b", "s/", "s/a", "s/c");
        List<Item> before = takeAll(lanes);
        assertThat(numbersOf(before)).containsExactly(1L, 2L);

        accept(lanes, before.getFirst());
        settle(lanes, before.getFirst());
        accept(lanes, before.getLast());
        assertThat(takeAll(lanes))
                .as("behind all before it, until they are settled")
                .isEmpty();

        settle(lanes, before.getLast());
        List<Item> fence = takeAll(lanes);
        assertThat(numbersOf(fence)).containsExactly(3L);

        accept(lanes, fence.getFirst());
        assertThat(takeAll(lanes)).as("before all behind it").isEmpty();
        settle(lanes, fence.getFirst());
        assertThat(numbersOf(takeAll(lanes))).containsExactly(4L, 5L);
    }

    @Test
    void fence_isOneInItsStationOnly() {
        assertThat(numbersOf(takeAll(lanes(Ordering.KEY, "s/a", "s/", "t/a", "t/b"))))
                .containsExactly(1L, 3L, 4L);
    }

    @Test
    void orderingByStation_isOneLaneForEachStation() {
        assertThat(takeAll(lanes(Ordering.STATION, "s/a", "s/b", "t/c"))).hasSize(2);
    }

    @Test
    void noOrdering_letsEverythingGo() {
        assertThat(takeAll(lanes(Ordering.NONE, "s/a", "s/a", "s/"))).hasSize(3);
    }

    @Test
    void stations_takeTurns() {
        Lanes lanes = lanes(Ordering.KEY, "s/a", "s/b", "t/c");
        List<String> stations = new ArrayList<>();

        for (Deque<Lane> ready = lanes.next(); ready != null; ready = lanes.next()) {
            stations.add(lanes.take(ready).event().station());
            lanes.rotate();
        }

        assertThat(stations).containsExactly("s", "t", "s");
    }

    @Test
    void eventsThatAreSentAgain_goInTheirOrder() {
        Lanes lanes = lanes(Ordering.KEY, "s/a", "s/a", "s/b");
        List<Item> taken = new ArrayList<>(takeAll(lanes));
        accept(lanes, taken.getFirst());
        taken.addAll(takeAll(lanes));
        taken.sort((one, other) -> Long.compare(one.number(), other.number()));

        lanes.rebuild(taken);

        assertThat(taken).extracting(Item::progress).containsOnly(Item.Progress.WAITING);
        List<Item> again = takeAll(lanes);
        assertThat(numbersOf(again)).containsExactly(1L, 3L);
        assertThat(again).extracting(Item::progress).containsOnly(Item.Progress.UNDER_WAY);
        accept(lanes, again.getFirst());
        assertThat(numbersOf(takeAll(lanes))).containsExactly(2L);
    }

    @Test
    void lanesMadeAnew_holdWhatIsGivenAndNothingThatWasThere() {
        Lanes lanes = lanes(Ordering.KEY, "s/a", "s/b");
        Item first = lanes.take(lanes.next());
        first.progress(Item.Progress.SET_ASIDE);

        lanes.rebuild(List.of(first));

        assertThat(first.isInLane()).isFalse();
        assertThat(takeAll(lanes)).isEmpty();
    }

    private static void accept(Lanes lanes, Item item) {
        item.progress(Item.Progress.ACCEPTED);
        lanes.accepted(item);
    }

    private static void settle(Lanes lanes, Item item) {
        item.progress(Item.Progress.SETTLED);
        lanes.settled(item, true);
    }

    private static List<Item> takeAll(Lanes lanes) {
        List<Item> taken = new ArrayList<>();
        for (Deque<Lane> ready = lanes.next(); ready != null; ready = lanes.next()) {
            taken.add(lanes.take(ready));
        }
        return taken;
    }

    private static List<Long> numbersOf(List<Item> items) {
        return items.stream().map(Item::number).toList();
    }

    /** @param events each a station and a key, or no key */
    private Lanes lanes(Ordering ordering, String... events) {
        Lanes lanes = new Lanes(ordering, waiting -> patient);
        for (String event : events) {
            add(lanes, event);
        }
        return lanes;
    }

    private void add(Lanes lanes, String event) {
        String[] parts = event.split("/", -1);
        String key = parts[1].isEmpty() ? null : parts[1];
        lanes.add(new Item(++numbers, new Event(parts[0], key, "{}", "application/json", List.of(), () -> "test")));
    }
}
