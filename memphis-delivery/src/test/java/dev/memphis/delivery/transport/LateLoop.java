package dev.memphis.delivery.transport;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** The loop, with a clock that can be put forward. */
final class LateLoop implements Loop {
    private final Loop loop;
    private final AtomicLong late = new AtomicLong();

    LateLoop(Loop loop) {
        this.loop = loop;
    }

    void pass(Duration time) {
        late.addAndGet(time.toNanos());
    }

    @Override
    public void execute(Runnable task) {
        loop.execute(task);
    }

    @Override
    public Runnable schedule(Duration delay, Runnable task) {
        return loop.schedule(delay, task);
    }

    @Override
    public boolean isHere() {
        return loop.isHere();
    }

    @Override
    public long nanoTime() {
        return loop.nanoTime() + late.get();
    }
}
