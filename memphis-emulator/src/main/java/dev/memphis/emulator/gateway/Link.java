package dev.memphis.emulator.gateway;

import dev.memphis.emulator.broker.Broker;
import dev.memphis.emulator.broker.Message;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * A broker connection of the gateway: publishes without waiting, buffers while the broker is away, and is lost for good
 * when that lasts too long (contract, "Produce": 200 means accepted, not stored). Confined to the emulator's loop.
 */
final class Link {
    private record Pending(String station, Message message) {}

    private final Broker broker;
    private final String user;
    private final Set<String> known = new HashSet<>();
    private final Deque<Pending> buffer = new ArrayDeque<>();
    private boolean lost;

    Link(Broker broker, String user) {
        this.broker = broker;
        this.user = user;
    }

    boolean isLost() {
        return lost;
    }

    boolean knows(String station) {
        return known.contains(station);
    }

    void learn(String station) {
        known.add(station);
    }

    void publish(String station, Message message) {
        if (broker.isUp() && buffer.isEmpty()) {
            broker.store(station, message, user);
        } else {
            buffer.add(new Pending(station, message));
        }
    }

    /** The broker is back in time: it gets what waited, in order. */
    void flush() {
        while (!lost && !buffer.isEmpty()) {
            Pending pending = buffer.remove();
            broker.store(pending.station(), pending.message(), user);
        }
    }

    /** The reconnect attempts ran out: what waited is gone. Returns how many messages that were. */
    int lose() {
        int gone = buffer.size();
        buffer.clear();
        lost = true;
        return gone;
    }
}
