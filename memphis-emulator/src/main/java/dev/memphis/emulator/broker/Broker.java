package dev.memphis.emulator.broker;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** The broker, up or down. Whoever looks at a station sees what its retention covers now. Confined to the emulator's loop. */
public final class Broker {
    /** The broker's payload limit, headers and data together. */
    public static final int MAX_PAYLOAD = 1 << 20;

    private final Clock clock;
    private final Journal journal;
    private final Schemas schemas;
    private final Map<String, Station> stations = new TreeMap<>();
    private final Map<String, List<Runnable>> arrivalListeners = new HashMap<>();
    private int lastId;
    private boolean up = true;
    private BooleanSupplier here = () -> true;

    /**
     * @param clock gives messages their time
     * @param journal is told of what is to be kept over a restart
     */
    public Broker(Clock clock, Journal journal) {
        this.clock = clock;
        this.journal = journal;
        this.schemas = new Schemas(journal);
    }

    /** Confines the broker, which is put together by now, to a loop: from here on assertions see to that. */
    public void confineTo(BooleanSupplier isOnTheLoop) {
        here = isOnTheLoop;
    }

    /** Says whether it takes and hands out messages. */
    public boolean isUp() {
        return up;
    }

    /** Has it serve, or be away. */
    public void setUp(boolean up) {
        this.up = up;
    }

    /** Returns the schemas that stations may use. */
    public Schemas schemas() {
        return schemas;
    }

    // ---------------------------------------------------------------- stations

    /** Returns the station of a name, rid of what its retention has outlived; empty if there is none. */
    public Optional<Station> station(String name) {
        assert here.getAsBoolean() : "the broker is confined to the emulator's loop";
        Station station = stations.get(name);
        if (station != null) {
            station.retain(clock.instant());
        }
        return Optional.ofNullable(station);
    }

    /** Returns all stations by name, rid of what their retention has outlived. */
    public Collection<Station> stations() {
        Instant now = clock.instant();
        stations.values().forEach(station -> station.retain(now));
        return stations.values();
    }

    /** Creates a station; its name is canonical, valid and free. */
    public Station create(String name, StationSettings settings, String user) {
        Station station = restore(name, ++lastId, settings, user, clock.instant());
        journal.catalogChanged();
        return station;
    }

    /** Puts back a station that was kept over a restart. */
    public Station restore(String name, int id, StationSettings settings, String user, Instant created) {
        lastId = Math.max(lastId, id);
        Station station = new Station(name, id, settings, user, created, journal);
        stations.put(name, station);
        return station;
    }

    /** Removes a station; returns whether there was one. */
    public boolean remove(String name) {
        Station removed = stations.remove(name);
        if (removed != null) {
            journal.removed(removed);
            journal.catalogChanged();
        }
        return removed != null;
    }

    // ---------------------------------------------------------------- messages

    /** Stores a message; a station that is not there is created (contract, "Stations and users"). */
    public void store(String name, Message message, String user) {
        station(name)
                .orElseGet(() -> create(name, StationSettings.AUTO_CREATED, user))
                .add(message, user);
        arrivalListeners.getOrDefault(name, List.of()).forEach(Runnable::run);
    }

    /** Notes a message that the gateway refused, if its station keeps dead letters of that kind. */
    public void refuse(Station station, Message message, String cause, String user) {
        if (up && station.settings().deadLettersOfSchemas()) {
            station.refuse(message, cause, user, clock.instant());
        }
    }

    /** Notes that a consumer asked. */
    public void seen(String name, String group, String consumer) {
        station(name).ifPresent(station -> station.seen(group, consumer, clock.instant()));
    }

    /** Returns how many messages a group has not read yet. */
    public long unread(String name, String group) {
        return station(name).map(station -> station.unread(group)).orElse(0L);
    }

    /** Returns a group's next messages and acknowledges them. */
    public List<Message> read(String name, String group, int most) {
        return station(name)
                .map(station -> station.read(group, most, clock.instant()))
                .orElse(List.of());
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
