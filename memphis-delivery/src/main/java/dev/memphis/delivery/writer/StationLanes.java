package dev.memphis.delivery.writer;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The lanes of one station, in stretches: events that have keys, and events that have none (a truncate, a schema change, a
 * message). A stretch begins only when the one before it is settled, so that an event without a key is a fence: behind all
 * that came before it, before all that came after it. Confined to the loop.
 */
final class StationLanes {
    private final String name;
    private final Deque<Stretch> stretches = new ArrayDeque<>();
    private final Deque<Lane> ready = new ArrayDeque<>();
    private boolean queued;

    StationLanes(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    /** Adds an event; a null key is none. Returns its lane. */
    Lane add(Item item, @Nullable Object key) {
        boolean keyed = key != null;
        Stretch last = stretches.peekLast();
        if (last == null || last.isKeyed() != keyed) {
            last = new Stretch(this, keyed);
            stretches.addLast(last);
        }
        return last.add(item, key);
    }

    /** Says whether a lane belongs to the stretch that may be sent. */
    boolean isOpen(Lane lane) {
        return stretches.peekFirst() == lane.stretch();
    }

    /** An event of a lane of the first stretch is settled; returns whether that ended the stretch. */
    boolean settled(Lane lane) {
        boolean ended = lane.stretch().settled(lane);
        if (ended) {
            stretches.removeFirst();
        }
        return ended;
    }

    /** Returns the lanes of the stretch that may be sent. */
    Iterable<Lane> open() {
        return stretches.getFirst().lanes();
    }

    boolean isEmpty() {
        return stretches.isEmpty();
    }

    /** Returns its lanes that may send, the foremost first. */
    Deque<Lane> ready() {
        return ready;
    }

    boolean isQueued() {
        return queued;
    }

    void queued(boolean now) {
        queued = now;
    }
}
