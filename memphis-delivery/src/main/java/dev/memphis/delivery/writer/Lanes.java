package dev.memphis.delivery.writer;

import dev.memphis.delivery.event.Event;
import dev.memphis.delivery.options.Ordering;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Sorts events into lanes and knows which lanes may send. Confined to the loop. */
final class Lanes {
    private static final Object NO_KEY = new Object();

    private final Ordering ordering;
    private final Map<String, StationLanes> stations = new HashMap<>();
    /** Stations with a lane that may send; each takes its turn. */
    private final Deque<StationLanes> ready = new ArrayDeque<>();

    private static final class StationLanes {
        final Map<Object, Lane> lanes = new HashMap<>();
        final Deque<Lane> ready = new ArrayDeque<>();
        boolean queued;
    }

    Lanes(Ordering ordering) {
        this.ordering = ordering;
    }

    /** Adds an event behind those of its lane. Only before the first lane is taken. */
    void add(int index, Event event) {
        StationLanes station = stations.computeIfAbsent(event.station(), name -> new StationLanes());
        Lane lane = lane(station, event, index);
        boolean isNew = lane.isEmpty();
        lane.add(index);
        if (isNew) {
            enqueue(station, lane);
        }
    }

    private Lane lane(StationLanes station, Event event, int index) {
        Object key = switch (ordering) {
            case KEY -> Objects.requireNonNullElse(event.key(), NO_KEY);
            case STATION -> NO_KEY;
            case NONE -> index;
        };
        return station.lanes.computeIfAbsent(key, ignored -> new Lane(event.station()));
    }

    /** Returns a station's lanes that may send, the foremost first; null if no station has one. */
    Deque<Lane> next() {
        while (!ready.isEmpty()) {
            StationLanes station = ready.peek();
            if (!station.ready.isEmpty()) {
                return station.ready;
            }
            station.queued = false;
            ready.remove();
        }
        return null;
    }

    /** Lets the next station take its turn. */
    void rotate() {
        if (ready.size() > 1) {
            ready.add(ready.remove());
        }
    }

    /** Takes note that an event of a lane is done with; the lane may send again if there is more in it. */
    void done(Lane lane) {
        if (lane.done() && !lane.isEmpty()) {
            enqueue(Objects.requireNonNull(stations.get(lane.station())), lane);
        }
    }

    private void enqueue(StationLanes station, Lane lane) {
        station.ready.add(lane);
        if (!station.queued) {
            station.queued = true;
            ready.add(station);
        }
    }

    /** Makes lanes of some of the events, in their order. */
    static Lanes of(List<Event> events, Ordering ordering, java.util.function.IntPredicate included) {
        Lanes lanes = new Lanes(ordering);
        for (int i = 0; i < events.size(); i++) {
            if (included.test(i)) {
                lanes.add(i, events.get(i));
            }
        }
        return lanes;
    }
}
