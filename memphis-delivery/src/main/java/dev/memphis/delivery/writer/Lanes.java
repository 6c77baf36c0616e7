package dev.memphis.delivery.writer;

import dev.memphis.delivery.event.Event;
import dev.memphis.delivery.options.Ordering;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Puts events into lanes and knows which lanes may send: of a lane at most one request is under way, and the next one of a
 * key waits until the one before is proved, where that does not take too long. (A broker that dies can lose an event and
 * keep a later one; contract, "What a receipt does not prove".) Confined to the loop.
 */
final class Lanes {
    private final Ordering ordering;
    private final IntPredicate patience;
    private final Map<String, StationLanes> stations = new HashMap<>();
    /** Stations with a lane that may send; each takes its turn. */
    private final Deque<StationLanes> ready = new ArrayDeque<>();

    /** @param patience says of a number of events that wait in a lane whether each may wait for the one before to be proved */
    Lanes(Ordering ordering, IntPredicate patience) {
        this.ordering = ordering;
        this.patience = patience;
    }

    /** Adds an event behind those of its lane. */
    void add(Item item) {
        Event event = item.event();
        StationLanes station = stations.computeIfAbsent(event.station(), StationLanes::new);
        refresh(station.add(item, key(item)));
    }

    private @Nullable Object key(Item item) {
        return switch (ordering) {
            case KEY -> item.event().key();
            case STATION -> null;
            case NONE -> item;
        };
    }

    /** Returns a station's lanes that may send, the foremost first; null if no station has one. */
    @Nullable Deque<Lane> next() {
        while (!ready.isEmpty()) {
            StationLanes station = ready.element();
            if (!station.ready().isEmpty()) {
                return station.ready();
            }
            station.queued(false);
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

    /** Takes the foremost event of the foremost lane. */
    Item take(Deque<Lane> lanes) {
        Lane lane = lanes.remove();
        lane.queued(false);
        return lane.take();
    }

    /** Says whether the next events of a lane may travel in one request with the one that was taken. */
    boolean mayFollow(Lane lane) {
        return lane.waiting() > 0 && !waitsForProof(lane);
    }

    /** An event was accepted by the gateway. */
    void accepted(Item item) {
        Lane lane = item.lane();
        lane.accepted();
        refresh(lane);
    }

    /** An event is settled; it was {@code wasAccepted} before, or under way. */
    void settled(Item item, boolean wasAccepted) {
        Lane lane = item.lane();
        lane.settled(wasAccepted);
        StationLanes station = lane.station();
        if (!station.settled(lane)) {
            refresh(lane);
        } else if (station.isEmpty()) {
            stations.remove(station.name());
        } else {
            station.open().forEach(this::refresh);
        }
    }

    private void refresh(Lane lane) {
        boolean free = lane.isIdle() && (lane.isProved() || !waitsForProof(lane));
        if (free && lane.waiting() > 0 && !lane.isQueued() && lane.station().isOpen(lane)) {
            enqueue(lane);
        }
    }

    private boolean waitsForProof(Lane lane) {
        return lane.key() != null && patience.test(lane.waiting());
    }

    private void enqueue(Lane lane) {
        StationLanes station = lane.station();
        lane.queued(true);
        station.ready().add(lane);
        if (!station.isQueued()) {
            station.queued(true);
            ready.add(station);
        }
    }

    /** Starts anew with these events, in their order; those that are set aside are in no lane any more. */
    void rebuild(List<Item> items) {
        stations.clear();
        ready.clear();
        for (Item item : items) {
            if (item.progress() == Item.Progress.SET_ASIDE) {
                item.leaveLane();
            } else {
                item.progress(Item.Progress.WAITING);
                add(item);
            }
        }
    }
}
