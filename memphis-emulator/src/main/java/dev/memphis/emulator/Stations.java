package dev.memphis.emulator;

import dev.memphis.emulator.broker.Broker;
import dev.memphis.emulator.broker.Message;
import dev.memphis.emulator.broker.Station;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What is stored, for assertions. Thread-safe; each call is a look at one moment. */
public final class Stations {
    private final EmulatorLoop loop;
    private final Broker broker;

    Stations(EmulatorLoop loop, Broker broker) {
        this.loop = loop;
        this.broker = broker;
    }

    public Set<String> names() {
        return loop.get(() -> {
            Set<String> names = new TreeSet<>();
            broker.stations().forEach(station -> names.add(station.name()));
            return names;
        });
    }

    /** Returns the messages of a station, oldest first; none if there is no such station. */
    public List<Message> messages(String name) {
        return loop.get(() -> broker.station(name).map(Station::messages).orElse(List.of()));
    }

    /** Returns how many messages a station holds. */
    public int count(String name) {
        return messages(name).size();
    }
}
