package dev.memphis.delivery.writer;

import dev.memphis.delivery.event.Event;
import dev.memphis.delivery.options.Ordering;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/** A handled batch under way: which of its events are accepted, and which are proved. Confined to the loop. */
final class Round {
    private static final byte WAITING = 0;
    private static final byte ACCEPTED = 1;
    private static final byte SETTLED = 2;

    private final List<Event> events;
    private final Ordering ordering;
    private final CompletableFuture<Void> finished = new CompletableFuture<>();
    private final byte[] states;
    private final Outbox outbox = new Outbox();

    private Lanes lanes;
    private int waiting;
    private int accepted;
    private long acceptedBytes;
    private boolean inDoubt;

    Round(List<Event> events, Ordering ordering) {
        this.events = events;
        this.ordering = ordering;
        this.states = new byte[events.size()];
        this.waiting = events.size();
        this.lanes = Lanes.of(events, ordering, i -> true);
    }

    Event event(int index) {
        return events.get(index);
    }

    int size() {
        return events.size();
    }

    CompletableFuture<Void> finished() {
        return finished;
    }

    Lanes lanes() {
        return lanes;
    }

    Outbox outbox() {
        return outbox;
    }

    /** Returns how many events were answered with success and are not proved yet. */
    int accepted() {
        return accepted;
    }

    /** Returns how many events are neither accepted nor settled, those under way included. */
    int waiting() {
        return waiting;
    }

    /** Returns the bytes of the events that {@link #accepted} counts. */
    long acceptedBytes() {
        return acceptedBytes;
    }

    /** Returns when the source made the first event. */
    OptionalLong oldest() {
        return events.isEmpty() ? OptionalLong.empty() : events.getFirst().sourceTime();
    }

    /** Returns when the source made the last event that is accepted and not proved yet. */
    OptionalLong newestAccepted() {
        for (int i = states.length - 1; i >= 0; i--) {
            if (states[i] == ACCEPTED) {
                return events.get(i).sourceTime();
            }
        }
        return OptionalLong.empty();
    }

    void accept(int index, int bytes) {
        states[index] = ACCEPTED;
        waiting--;
        accepted++;
        acceptedBytes += bytes;
    }

    /** An event is dealt with in another way: skipped, or written to the dead letter file. */
    void settle(int index) {
        states[index] = SETTLED;
        waiting--;
    }

    /** What was accepted is proved. */
    void prove() {
        for (int i = 0; i < states.length; i++) {
            if (states[i] == ACCEPTED) {
                states[i] = SETTLED;
            }
        }
        accepted = 0;
        acceptedBytes = 0;
    }

    /** What was accepted and is not proved may never reach the broker. */
    void doubt() {
        inDoubt = true;
    }

    boolean inDoubt() {
        return inDoubt;
    }

    /**
     * Forgets every success that is not proved: those events are sent again, in source order with the others. Only
     * with nothing under way.
     */
    void restart() {
        inDoubt = false;
        outbox.clear();
        for (int i = 0; i < states.length; i++) {
            if (states[i] == ACCEPTED) {
                states[i] = WAITING;
            }
        }
        waiting += accepted;
        accepted = 0;
        acceptedBytes = 0;
        lanes = Lanes.of(events, ordering, i -> states[i] == WAITING);
    }
}
