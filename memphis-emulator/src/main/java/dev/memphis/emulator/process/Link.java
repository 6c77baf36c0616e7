package dev.memphis.emulator.process;

import dev.memphis.emulator.broker.Message;
import dev.memphis.emulator.broker.Station;
import dev.memphis.emulator.broker.StationSettings;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A broker connection of the gateway: publishes without waiting, loses what is on it when the broker dies, buffers until
 * it has reached the broker again, and is lost for good when that takes too long (contract, "What 200 means" and
 * "What a receipt does not prove"). Confined to the emulator's loop.
 */
public final class Link {
    /** With so many unacknowledged messages, produces wait (contract, "Answers, exactly"). */
    private static final int MOST_UNACKNOWLEDGED = 4000;
    /** The reconnect buffer (contract, "Produce"). */
    private static final long BUFFER_BYTES = 8L << 20;

    /** A consumer as its first call on this connection made it: group and wait time of later calls do not count. */
    public record Consumption(String group, long waitMillis) {}

    private record Pending(String station, Message message, long due) {}

    private enum State {
        CONNECTED,
        /** The broker's end is gone, and the gateway has not noticed yet. */
        BROKEN,
        RECONNECTING,
        LOST
    }

    private final BrokerPath path;
    private final String user;
    private final Runnable onGivenUp;
    private final long excusedUntil;
    private final Set<String> known = new HashSet<>();
    private final Map<String, Consumption> consumers = new HashMap<>();
    /** On their way while connected, in the reconnect buffer while not. */
    private final Deque<Pending> pending = new ArrayDeque<>();

    private final List<Runnable> waitingToMove = new ArrayList<>();
    private final Set<Runnable> connectedListeners = new HashSet<>();
    private State state = State.CONNECTED;
    private long pendingBytes;
    private long accepted;
    private int attempts;
    private boolean timerRuns;

    /**
     * @param onGivenUp run when the attempts to reach the broker again have run out
     * @param excusedUntil until when no client can know that this connection took another's place, in {@link
     *     System#nanoTime}
     */
    public Link(BrokerPath path, String user, Runnable onGivenUp, long excusedUntil) {
        this.path = path;
        this.user = user;
        this.onGivenUp = onGivenUp;
        this.excusedUntil = excusedUntil;
    }

    /** Whose connection it is. */
    public String user() {
        return user;
    }

    /** Returns a station, creating it if the broker can. */
    public Optional<Station> station(String name) {
        Optional<Station> there = path.broker().station(name);
        return there.isPresent() || !reachesBroker()
                ? there
                : Optional.of(path.broker().create(name, StationSettings.AUTO_CREATED, user));
    }

    /** Says whether it was given up: nothing goes over it any more. */
    public boolean isLost() {
        return state == State.LOST;
    }

    boolean isReconnecting() {
        return state == State.RECONNECTING;
    }

    /** Says whether the broker answers on this connection. */
    public boolean reachesBroker() {
        return state == State.CONNECTED && path.broker().isUp();
    }

    /** Says whether a message was produced to a station over it. */
    public boolean knows(String station) {
        return known.contains(station);
    }

    /** Takes note of a message produced to a station over it. */
    public void learn(String station) {
        known.add(station);
    }

    /** Says whether no client can know yet that all stations are new to this connection. */
    boolean isExcused() {
        return System.nanoTime() - excusedUntil < 0;
    }

    /** Returns a consumer; the first call for a station and consumer name makes it. */
    public Consumption consumer(String station, String name, Supplier<Consumption> first) {
        return consumers.computeIfAbsent(station + "\n" + name, key -> first.get());
    }

    /** Returns how many messages were ever accepted. */
    public long accepted() {
        return accepted;
    }

    /** Says whether so much is unacknowledged that a produce has to wait. */
    public boolean isStalled() {
        return pending.size() >= MOST_UNACKNOWLEDGED;
    }

    /** Runs a task when the broker took, or lost, what waits. */
    public void onceMoving(Runnable task) {
        waitingToMove.add(task);
    }

    /** Tells a listener each time that the broker is reached again; the result, when run, ends that. */
    public Runnable onConnected(Runnable listener) {
        connectedListeners.add(listener);
        return () -> connectedListeners.remove(listener);
    }

    // ---------------------------------------------------------------- messages

    /** Sends a message on its way; returns whether there was room for it. */
    public boolean publish(String station, Message message) {
        long nanos = path.nanos();
        if (nanos == 0 && pending.isEmpty() && reachesBroker()) {
            accepted++;
            path.broker().store(station, message, user);
            return true;
        }
        if (!reachesBroker() && pendingBytes + message.size() > BUFFER_BYTES) {
            return false;
        }
        accepted++;
        pending.add(new Pending(station, message, System.nanoTime() + nanos));
        pendingBytes += message.size();
        passOnInTime();
        return true;
    }

    /** One timer for the whole connection, however many messages are on it. */
    private void passOnInTime() {
        if (!timerRuns && !pending.isEmpty() && reachesBroker()) {
            timerRuns = true;
            path.afterNanos(pending.peek().due() - System.nanoTime(), this::passOnDue);
        }
    }

    private void passOnDue() {
        timerRuns = false;
        long now = System.nanoTime();
        while (reachesBroker() && !pending.isEmpty() && pending.peek().due() - now <= 0) {
            passOn(pending.remove());
        }
        if (!isStalled()) {
            wake();
        }
        passOnInTime();
    }

    private void passOn(Pending next) {
        pendingBytes -= next.message().size();
        path.broker().store(next.station(), next.message(), user);
    }

    // ---------------------------------------------------------------- the broker's life

    /** The broker serves: if this connection reaches it, it gets what waited, in order. */
    void flush() {
        if (!reachesBroker()) {
            return;
        }
        while (!pending.isEmpty()) {
            passOn(pending.remove());
        }
        wake();
        List.copyOf(connectedListeners).forEach(Runnable::run);
    }

    /** The broker's process is gone, and this connection with it, whether or not another one serves already. */
    public void brokerDied() {
        if (state == State.CONNECTED) {
            state = State.BROKEN;
            path.onceNoticed(this::cut);
        }
    }

    private void cut() {
        if (state == State.BROKEN) {
            state = State.RECONNECTING;
            attempts = 0;
            losePending();
            path.onceTriedAgain(this::reconnect);
        }
    }

    private void reconnect() {
        if (state != State.RECONNECTING) {
            return;
        }
        if (path.broker().isUp()) {
            state = State.CONNECTED;
            flush();
        } else if (++attempts < path.attempts()) {
            path.onceTriedAgain(this::reconnect);
        } else {
            lose();
            onGivenUp.run();
        }
    }

    /** The attempts ran out, or the gateway died: what waited is gone. */
    void lose() {
        state = State.LOST;
        losePending();
    }

    private void losePending() {
        path.lose(pending.size());
        pending.clear();
        pendingBytes = 0;
        wake();
    }

    private void wake() {
        List<Runnable> woken = List.copyOf(waitingToMove);
        waitingToMove.clear();
        woken.forEach(Runnable::run);
    }
}
