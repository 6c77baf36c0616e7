package dev.memphis.delivery.transport;

import java.time.Duration;

/**
 * The one thread on which delivery and the gateway's answers take turns, with its clock and timers. Handed in, so that
 * tests run a day of outages in a moment.
 */
public interface Loop {
    /** Runs a task on the loop, after what is already waiting. May be called from any thread. */
    void execute(Runnable task);

    /** Runs a task on the loop after a delay; the result, when run on the loop, calls it off. */
    Runnable schedule(Duration delay, Runnable task);

    /**
     * Says whether the caller runs on the loop; for assertions. A loop without a thread of its own is wherever its caller is.
     */
    default boolean isHere() {
        return true;
    }

    /** Returns nanoseconds that only ever grow, from an arbitrary origin. */
    long nanoTime();
}
