package dev.memphis.emulator.gateway;

import dev.memphis.emulator.broker.Message;
import dev.memphis.emulator.broker.Station;
import dev.memphis.emulator.broker.StationSettings;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A broker connection of the gateway: publishes without waiting, buffers while the broker is away, and is lost for good
 * when that lasts too long (contract, "Produce": 200 means accepted, not stored). Confined to the emulator's loop.
 */
final class Link {
    /** With so many unacknowledged messages, produces wait (contract, "Answers"). */
    private static final int MOST_UNACKNOWLEDGED = 4000;
    /** The reconnect buffer (contract, "Produce"). */
    private static final long BUFFER_BYTES = 8L << 20;

    private record Pending(String station, Message message, long due) {}

    private final BrokerPath path;
    private final String user;
    private final Set<String> known = new HashSet<>();
    private final Deque<Pending> buffer = new ArrayDeque<>();
    private final List<Runnable> waiting = new ArrayList<>();
    private long bufferBytes;
    private long accepted;
    private boolean lost;

    Link(BrokerPath path, String user) {
        this.path = path;
        this.user = user;
    }

    /** Whose connection it is. */
    String user() {
        return user;
    }

    /** Returns a station, creating it if the broker can. */
    Optional<Station> station(String name) {
        Optional<Station> there = path.broker().station(name);
        return there.isPresent() || !path.broker().isUp()
                ? there
                : Optional.of(path.broker().create(name, StationSettings.AUTO_CREATED, user));
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

    /** Returns how many messages were ever accepted. */
    long accepted() {
        return accepted;
    }

    /** Says whether so much is unacknowledged that a produce has to wait. */
    boolean isStalled() {
        return buffer.size() >= MOST_UNACKNOWLEDGED;
    }

    /** Runs a task when the broker took, or lost, what waits. */
    void onceMoving(Runnable task) {
        waiting.add(task);
    }

    /** Sends a message on its way; returns whether there was room for it. */
    boolean publish(String station, Message message) {
        if (buffer.isEmpty() && path.isInstant()) {
            accepted++;
            path.broker().store(station, message, user);
            return true;
        }
        if (!path.broker().isUp() && bufferBytes + message.size() > BUFFER_BYTES) {
            return false;
        }
        buffer.add(
                new Pending(station, message, System.nanoTime() + path.delay().toNanos()));
        bufferBytes += message.size();
        if (path.broker().isUp()) {
            path.afterDelay(this::passOnDue);
        }
        return true;
    }

    private void passOnDue() {
        while (path.broker().isUp() && !buffer.isEmpty() && buffer.peek().due() <= System.nanoTime()) {
            passOn(buffer.remove());
        }
        if (!isStalled()) {
            wake();
        }
    }

    /** The broker is back in time: it gets what waited, in order. */
    void flush() {
        while (!buffer.isEmpty()) {
            passOn(buffer.remove());
        }
        wake();
    }

    private void passOn(Pending pending) {
        bufferBytes -= pending.message().size();
        path.broker().store(pending.station(), pending.message(), user);
    }

    /** The reconnect attempts ran out: what waited is gone. Returns how many messages that were. */
    int lose() {
        int gone = buffer.size();
        buffer.clear();
        bufferBytes = 0;
        lost = true;
        wake();
        return gone;
    }

    private void wake() {
        List<Runnable> woken = List.copyOf(waiting);
        waiting.clear();
        woken.forEach(Runnable::run);
    }
}
