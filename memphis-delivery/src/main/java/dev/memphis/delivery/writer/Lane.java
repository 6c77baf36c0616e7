package dev.memphis.delivery.writer;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The events of one ordering unit that wait, in source order, and how many are further. Confined to the loop. */
final class Lane {
    private final Stretch stretch;
    private final @Nullable Object key;
    private @Nullable Item head;
    private @Nullable Item tail;
    private int waiting;
    private int underWay;
    private int unproved;
    private boolean queued;

    /** @param key what its events have in common; null where they have no key, or order is kept by station */
    Lane(Stretch stretch, @Nullable Object key) {
        this.stretch = stretch;
        this.key = key;
    }

    Stretch stretch() {
        return stretch;
    }

    StationLanes station() {
        return stretch.station();
    }

    @Nullable Object key() {
        return key;
    }

    void add(Item item) {
        item.lane(this);
        item.next(null);
        Item last = tail;
        if (last == null) {
            head = item;
        } else {
            last.next(item);
        }
        tail = item;
        waiting++;
    }

    /** Returns the event whose turn it is; only where one waits. */
    Item peek() {
        return Objects.requireNonNull(head);
    }

    Item take() {
        Item item = peek();
        head = item.next();
        if (head == null) {
            tail = null;
        }
        item.next(null);
        waiting--;
        underWay++;
        item.progress(Item.Progress.UNDER_WAY);
        return item;
    }

    /** Returns how many events wait. */
    int waiting() {
        return waiting;
    }

    boolean isIdle() {
        return underWay == 0;
    }

    boolean isProved() {
        return unproved == 0;
    }

    boolean isEmpty() {
        return waiting == 0 && underWay == 0 && unproved == 0;
    }

    void accepted() {
        underWay--;
        unproved++;
    }

    /** An event of it is settled. */
    void settled(boolean wasAccepted) {
        if (wasAccepted) {
            unproved--;
        } else {
            underWay--;
        }
    }

    boolean isQueued() {
        return queued;
    }

    void queued(boolean now) {
        queued = now;
    }
}
