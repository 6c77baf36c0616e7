package dev.memphis.connect;

import dev.memphis.delivery.Taken;
import dev.memphis.delivery.event.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** An outlet that settles what the test says, and has as much room as it says. */
final class FakeOutlet implements Outlet {
    private final List<Event> taken = new ArrayList<>();
    private long room = Long.MAX_VALUE;
    private long settled;
    private boolean away;
    private boolean closed;
    private RuntimeException end;

    synchronized FakeOutlet room(long events) {
        room = events;
        return this;
    }

    synchronized void settle(long mark) {
        settled = mark;
        notifyAll();
    }

    synchronized void away(boolean on) {
        away = on;
    }

    synchronized void end(RuntimeException reason) {
        end = reason;
    }

    synchronized List<Event> events() {
        return List.copyOf(taken);
    }

    synchronized boolean closed() {
        return closed;
    }

    @Override
    public synchronized Taken offer(List<Event> events) {
        check();
        long first = taken.size() + 1L;
        int count = (int) Math.max(0, Math.min(events.size(), room - (taken.size() - settled)));
        taken.addAll(events.subList(0, count));
        return new Taken(first, count);
    }

    @Override
    public synchronized long taken() {
        return taken.size();
    }

    @Override
    public synchronized long settled() {
        check();
        return settled;
    }

    private void check() {
        if (closed) {
            throw new IllegalStateException("closed");
        }
        if (end != null) {
            throw end;
        }
    }

    @Override
    public synchronized boolean awaitRoom(Duration most) throws InterruptedException {
        wait(Math.max(1, most.toMillis()));
        return true;
    }

    @Override
    public synchronized boolean awaitSettled(long number, Duration most) throws InterruptedException {
        if (settled < number) {
            wait(Math.max(1, most.toMillis()));
        }
        return settled >= number;
    }

    @Override
    public synchronized boolean away() {
        return away;
    }

    @Override
    public synchronized void close() {
        closed = true;
    }
}
