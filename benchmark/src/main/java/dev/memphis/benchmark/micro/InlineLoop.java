package dev.memphis.benchmark.micro;

import dev.memphis.delivery.transport.Loop;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** A loop on the caller's own thread: a task given from outside runs at once, with all that it brings about. */
final class InlineLoop implements Loop {
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private boolean running;

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        if (running) {
            return;
        }
        running = true;
        for (Runnable next = tasks.poll(); next != null; next = tasks.poll()) {
            next.run();
        }
        running = false;
    }

    @Override
    public Runnable schedule(Duration delay, Runnable task) {
        // Nothing fails here, so nothing that waits is ever needed.
        return () -> {};
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }
}
