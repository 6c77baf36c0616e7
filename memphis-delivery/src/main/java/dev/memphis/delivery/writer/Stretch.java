package dev.memphis.delivery.writer;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Consecutive events of one station of which all have keys, or none. Confined to the loop. */
final class Stretch {
    private static final Object NO_KEY = new Object();

    private final StationLanes station;
    private final boolean keyed;
    private final Map<Object, Lane> lanes = new LinkedHashMap<>();
    private int unsettled;

    Stretch(StationLanes station, boolean keyed) {
        this.station = station;
        this.keyed = keyed;
    }

    StationLanes station() {
        return station;
    }

    boolean isKeyed() {
        return keyed;
    }

    Lane add(Item item, @Nullable Object key) {
        Lane lane = lanes.computeIfAbsent(mapped(key), ignored -> new Lane(this, key));
        lane.add(item);
        unsettled++;
        return lane;
    }

    /** An event of a lane is settled; returns whether it was the last. */
    boolean settled(Lane lane) {
        if (lane.isEmpty()) {
            lanes.remove(mapped(lane.key()));
        }
        return --unsettled == 0;
    }

    private static Object mapped(@Nullable Object key) {
        return key == null ? NO_KEY : key;
    }

    Iterable<Lane> lanes() {
        return lanes.values();
    }
}
