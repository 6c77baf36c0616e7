package dev.memphis.delivery.writer;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;

/** The endless sequence of events that were taken, and the mark: everything up to it is settled. Confined to the loop. */
final class Sequence {
    /** From the first that is not settled. */
    private final Deque<Item> items = new ArrayDeque<>();

    private long mark;
    private int unsettled;

    void add(Item item) {
        items.addLast(item);
        unsettled++;
    }

    /** Returns the number of the event up to which all are settled. */
    long mark() {
        return mark;
    }

    /** Returns how many events are not settled. */
    int unsettled() {
        return unsettled;
    }

    void settle(Item item) {
        item.progress(Item.Progress.SETTLED);
        unsettled--;
        while (!items.isEmpty() && items.getFirst().isSettled()) {
            mark = items.removeFirst().number();
        }
    }

    /** Returns the events that are not settled, in their order. */
    List<Item> unsettledItems() {
        return items.stream().filter(item -> !item.isSettled()).toList();
    }

    /** Returns when the source made the first event that is not settled, in milliseconds since 1970. */
    OptionalLong oldest() {
        Item first = items.peekFirst();
        return first == null ? OptionalLong.empty() : first.event().sourceTime();
    }
}
