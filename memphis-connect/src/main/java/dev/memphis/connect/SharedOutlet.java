package dev.memphis.connect;

import dev.memphis.delivery.Taken;
import dev.memphis.delivery.event.Event;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One outlet that several tasks of a worker use: one log-in, one set of connections, one sequence of numbers. Safe for use
 * by several threads.
 *
 * <p>It has one life: opening, open, perhaps retired (it takes nothing new), closed. Who still has events under way when it
 * is closed offers them again to the next one.
 */
final class SharedOutlet {
    private final OutletKey key;
    private final Set<Lease> users = new HashSet<>();
    private @Nullable Lease founder;
    /** Null until it is open. */
    private @Nullable Outlet outlet;
    /** Why it could not be opened; null where that is not so. */
    private @Nullable RuntimeException failure;

    private boolean retired;
    private boolean closed;
    /** How far everything was settled when it was closed. */
    private long lastMark;

    SharedOutlet(OutletKey key) {
        this.key = key;
    }

    OutletKey key() {
        return key;
    }

    // ---------------------------------------------------------------- who uses it

    synchronized Lease lease() {
        Lease lease = new Lease(this);
        users.add(lease);
        if (founder == null) {
            founder = lease;
        }
        return lease;
    }

    /** Returns whether another task may join. */
    synchronized boolean joinable() {
        return !retired && !closed && failure == null && !failed();
    }

    /** Returns whether the last one has left. */
    synchronized boolean leave(Lease lease) {
        users.remove(lease);
        return users.isEmpty();
    }

    /** Returns whether the task has left after whose name the receipt station is called. */
    synchronized boolean founderHasLeft() {
        return founder != null && !users.contains(founder);
    }

    private boolean failed() {
        try {
            if (outlet != null) {
                outlet.settled();
            }
            return false;
        } catch (RuntimeException e) {
            return true;
        }
    }

    // ---------------------------------------------------------------- its life

    /** Brings it to life; where it was closed in the meantime, the outlet is closed too. */
    synchronized void opened(Outlet opened) {
        if (closed) {
            opened.close();
        } else {
            outlet = opened;
        }
        notifyAll();
    }

    synchronized void failed(RuntimeException reason) {
        failure = reason;
        notifyAll();
    }

    /** Takes nothing new any more. */
    synchronized void retire() {
        retired = true;
        notifyAll();
    }

    /** Waits until nothing is under way, or the time is up. */
    void drain(Duration most) throws InterruptedException {
        Outlet draining = outlet();
        if (draining != null) {
            try {
                draining.awaitSettled(draining.taken(), most);
            } catch (RuntimeException e) {
                // It has ended: its users are told when they ask.
            }
        }
    }

    /** Ends it at once. */
    void close() {
        @Nullable Outlet closing;
        synchronized (this) {
            if (closed) {
                return;
            }
            retired = true;
            closed = true;
            lastMark = markSoFar();
            closing = outlet;
            notifyAll();
        }
        if (closing != null) {
            closing.close();
        }
    }

    private long markSoFar() {
        try {
            return outlet == null ? 0 : outlet.settled();
        } catch (RuntimeException e) {
            return lastMark;
        }
    }

    private synchronized @Nullable Outlet outlet() {
        return outlet;
    }

    // ---------------------------------------------------------------- what a lease asks

    /** Takes events from the front, as many as there is room for. */
    synchronized Taken offer(List<Event> events) {
        throwIfFailed();
        return outlet == null || retired ? Taken.NONE : outlet.offer(events);
    }

    synchronized long settled() {
        throwIfFailed();
        if (!closed && outlet != null) {
            lastMark = outlet.settled();
        }
        return lastMark;
    }

    synchronized boolean over() {
        return closed;
    }

    /** Waits a while for whatever may make room. */
    void awaitRoom(Duration most) throws InterruptedException {
        Outlet open;
        synchronized (this) {
            if (outlet == null || retired) {
                if (failure == null && !closed) {
                    wait(Math.max(1, most.toMillis()));
                }
                return;
            }
            open = outlet;
        }
        open.awaitRoom(most);
    }

    void awaitSettled(long number, Duration most) throws InterruptedException {
        @Nullable Outlet open;
        synchronized (this) {
            if (closed) {
                return;
            }
            open = outlet;
        }
        if (open != null) {
            open.awaitSettled(number, most);
        }
    }

    /** Waits until it is open, or has failed, or the time is up. */
    synchronized void awaitOpen(Duration most) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        while (outlet == null && failure == null && !closed) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return;
            }
            wait(left);
        }
        throwIfFailed();
    }

    synchronized boolean away() {
        return !closed && (outlet == null || outlet.away());
    }

    private void throwIfFailed() {
        if (failure != null) {
            throw failure;
        }
    }

    /** One task's use of it. */
    record Lease(SharedOutlet shared) {
        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }
}
