package dev.memphis.emulator;

import dev.memphis.emulator.broker.Broker;
import dev.memphis.emulator.broker.Message;
import dev.memphis.emulator.broker.Station;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * What is stored, for assertions. Thread-safe; each call is a look at one moment, at which what was answered before the
 * call has had the usual time to arrive.
 */
public final class Stations {
    private final EmulatorLoop loop;
    private final Broker broker;
    private final Supplier<Duration> transit;

    /** @param transit how long a message usually is on its way to the broker; asked on the loop */
    Stations(EmulatorLoop loop, Broker broker, Supplier<Duration> transit) {
        this.transit = transit;
        this.loop = loop;
        this.broker = broker;
    }

    /** Returns the names of all stations, in lower case and sorted. */
    public Set<String> names() {
        return look(() -> {
            Set<String> names = new TreeSet<>();
            broker.stations().forEach(station -> names.add(station.name()));
            return names;
        });
    }

    /** Returns the messages of a station, oldest first; none if there is no such station. */
    public List<Message> messages(String name) {
        return look(() -> broker.station(name).map(Station::messages).orElse(List.of()));
    }

    private <T> T look(Supplier<T> question) {
        return loop.get(transit, question);
    }

    /** Returns how many messages a station holds. */
    public int count(String name) {
        return messages(name).size();
    }
}
