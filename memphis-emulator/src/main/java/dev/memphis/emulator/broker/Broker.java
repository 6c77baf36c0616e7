package dev.memphis.emulator.broker;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The broker, up or down. Confined to the emulator's loop. */
public final class Broker {
    /** The broker's payload limit, headers and data together. */
    public static final int MAX_PAYLOAD = 1 << 20;

    private final Clock clock;
    private final Map<String, Station> stations = new TreeMap<>();
    private final Map<String, List<Runnable>> arrivalListeners = new HashMap<>();
    private int lastId;
    private boolean up = true;

    public Broker(Clock clock) {
        this.clock = clock;
    }

    public boolean isUp() {
        return up;
    }

    public void setUp(boolean up) {
        this.up = up;
    }

    public Optional<Station> station(String name) {
        return Optional.ofNullable(stations.get(name));
    }

    public Collection<Station> stations() {
        return stations.values();
    }

    /** Creates a station; its name is canonical, valid and free. */
    public Station create(String name, StationSettings settings, String user) {
        Station station = new Station(name, ++lastId, settings, user, clock.instant());
        stations.put(name, station);
        return station;
    }

    /** Removes a station; returns whether there was one. */
    public boolean remove(String name) {
        return stations.remove(name) != null;
    }

    /** Stores a message; a station that is not there is created (contract, "Stations and users"). */
    public void store(String name, Message message, String user) {
        station(name)
                .orElseGet(() -> create(name, StationSettings.AUTO_CREATED, user))
                .add(message);
        arrivalListeners.getOrDefault(name, List.of()).forEach(Runnable::run);
    }

    /** Returns how many messages a group has not read yet. */
    public long unread(String name, String group) {
        return station(name)
                .map(station -> {
                    station.retain(clock.instant());
                    return station.unread(group);
                })
                .orElse(0L);
    }

    /** Returns a group's next messages and acknowledges them. */
    public List<Message> read(String name, String group, int most) {
        return station(name).map(station -> station.read(group, most)).orElse(List.of());
    }

    /** Tells a listener of each arrival in a station; the result, when run, ends that. */
    public Runnable onArrival(String name, Runnable listener) {
        List<Runnable> changed = new ArrayList<>(arrivalListeners.getOrDefault(name, List.of()));
        changed.add(listener);
        arrivalListeners.put(name, List.copyOf(changed));
        return () -> {
            List<Runnable> left = new ArrayList<>(arrivalListeners.getOrDefault(name, List.of()));
            left.remove(listener);
            arrivalListeners.put(name, List.copyOf(left));
        };
    }
}
