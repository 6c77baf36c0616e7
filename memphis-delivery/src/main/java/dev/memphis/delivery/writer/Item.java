package dev.memphis.delivery.writer;

import dev.memphis.delivery.event.Event;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One event on its way: what is known of it from when it was taken until it is settled. Confined to the loop. */
final class Item {
    /** How far an event has come. */
    enum Progress {
        /** In its lane. */
        WAITING,
        /** In a request that is to be sent, or was sent and has no answer yet. */
        UNDER_WAY,
        /** The gateway said 200. */
        ACCEPTED,
        /** On its way to the dead letters of the host, or into the file. */
        SET_ASIDE,
        /** Proved, skipped or with the dead letters. */
        SETTLED
    }

    private final long number;
    private final Event event;
    private Progress progress = Progress.WAITING;
    private @Nullable Lane lane;
    private byte @Nullable [] body;
    /** The next one in the lane. */
    private @Nullable Item next;

    /** @param number its place among all events that were taken, from 1 */
    Item(long number, Event event) {
        this.number = number;
        this.event = event;
    }

    long number() {
        return number;
    }

    Event event() {
        return event;
    }

    Progress progress() {
        return progress;
    }

    void progress(Progress now) {
        progress = now;
        if (now != Progress.UNDER_WAY) {
            // Bytes are kept for as long as they may have to be sent again as they are.
            body = null;
        }
    }

    boolean isSettled() {
        return progress == Progress.SETTLED;
    }

    /** Returns the lane that it is in; not of one that has left it. */
    Lane lane() {
        return Objects.requireNonNull(lane);
    }

    /** Says whether it is in a lane: not where it was set aside before all lanes were made anew. */
    boolean isInLane() {
        return lane != null;
    }

    void lane(Lane now) {
        lane = now;
    }

    void leaveLane() {
        lane = null;
    }

    /** Returns the bytes as they are sent, encoded the first time. */
    byte[] body() {
        byte[] encoded = body;
        if (encoded == null) {
            encoded = event.encode();
            body = encoded;
        }
        return encoded;
    }

    @Nullable Item next() {
        return next;
    }

    void next(@Nullable Item following) {
        next = following;
    }
}
