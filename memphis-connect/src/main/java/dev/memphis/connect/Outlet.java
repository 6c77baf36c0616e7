package dev.memphis.connect;

import dev.memphis.delivery.Taken;
import dev.memphis.delivery.event.Event;
import java.time.Duration;
import java.util.List;

/** What the connector asks of the engine: {@code Delivery}'s door. Safe for use by several threads. */
interface Outlet extends AutoCloseable {
    /**
     * Takes events from the front, as many as there is room for; does not block.
     *
     * @throws RuntimeException if the delivery has ended
     */
    Taken offer(List<Event> events);

    /** Returns the number of the newest taken event; the first has 1. */
    long taken();

    /**
     * Returns the number up to which every event is proved, skipped or with the dead letters.
     *
     * @throws RuntimeException if the delivery has ended
     */
    long settled();

    /** Waits for room; returns whether there is some. */
    boolean awaitRoom(Duration most) throws InterruptedException;

    /** Waits until the mark has reached a number; returns whether it has. */
    boolean awaitSettled(long number, Duration most) throws InterruptedException;

    /** Returns whether nothing gets through at present. */
    boolean away();

    /** Ends at once; what is not settled stays so. */
    @Override
    void close();
}
