package dev.memphis.delivery.writer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.delivery.event.Event;
import dev.memphis.delivery.options.Ordering;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class LanesTest {
    @Test
    void eventsOfOneKey_goOneAfterTheOther() {
        Lanes lanes = lanes(Ordering.KEY, event("s", "a"), event("s", "a"), event("s", "b"));

        List<Lane> first = takeAll(lanes);

        assertThat(first).hasSize(2);
        assertThat(takeAll(lanes)).isEmpty();
        lanes.done(first.getFirst());
        assertThat(takeAll(lanes)).containsExactly(first.getFirst());
    }

    @Test
    void equalKeysOfDifferentStations_doNotWaitForEachOther() {
        assertThat(takeAll(lanes(Ordering.KEY, event("s", "a"), event("t", "a"))))
                .hasSize(2);
    }

    @Test
    void eventsWithoutAKey_formOneLaneOfTheirStation() {
        assertThat(takeAll(lanes(Ordering.KEY, event("s", null), event("s", null), event("t", null))))
                .hasSize(2);
    }

    @Test
    void orderingByStation_isOneLaneForEachStation() {
        assertThat(takeAll(lanes(Ordering.STATION, event("s", "a"), event("s", "b"), event("t", "c"))))
                .hasSize(2);
    }

    @Test
    void noOrdering_letsEverythingGo() {
        assertThat(takeAll(lanes(Ordering.NONE, event("s", "a"), event("s", "a"), event("s", null))))
                .hasSize(3);
    }

    @Test
    void stations_takeTurns() {
        Lanes lanes = lanes(Ordering.KEY, event("s", "a"), event("s", "b"), event("t", "c"));
        List<String> stations = new ArrayList<>();

        for (Deque<Lane> ready = lanes.next(); ready != null; ready = lanes.next()) {
            stations.add(ready.remove().station());
            lanes.rotate();
        }

        assertThat(stations).containsExactly("s", "t", "s");
    }

    private static List<Lane> takeAll(Lanes lanes) {
        List<Lane> taken = new ArrayList<>();
        for (Deque<Lane> ready = lanes.next(); ready != null; ready = lanes.next()) {
            Lane lane = ready.remove();
            lane.take();
            taken.add(lane);
        }
        return taken;
    }

    private static Lanes lanes(Ordering ordering, Event... events) {
        return Lanes.of(List.of(events), ordering, i -> true);
    }

    private static Event event(String station, String key) {
        return new Event(station, key, "{}", "application/json", List.of(), () -> "test");
    }
}
