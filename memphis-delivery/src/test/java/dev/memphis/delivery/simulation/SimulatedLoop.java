package dev.memphis.delivery.simulation;

import dev.memphis.delivery.transport.Loop;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A loop whose time passes only when nothing is left to do, and then in a jump. Tasks may come from any thread. */
public final class SimulatedLoop implements Loop {
    private record Task(long at, long order, Runnable what) {}

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparingLong(Task::at).thenComparingLong(Task::order));
    private long now;
    private long order;
    /** Who runs it now; null for nobody. */
    private volatile @Nullable Thread runner;

    @Override
    public synchronized void execute(Runnable task) {
        tasks.add(new Task(now, order++, task));
    }

    @Override
    public synchronized Runnable schedule(Duration delay, Runnable task) {
        Task scheduled = new Task(now + delay.toNanos(), order++, task);
        tasks.add(scheduled);
        return () -> tasks.remove(scheduled);
    }

    @Override
    public long nanoTime() {
        return now;
    }

    /** Runs until a condition holds; returns whether it does, or else nothing was left to do or time was up. */
    public boolean runUntil(BooleanSupplier condition, Duration limit) {
        long end = now + limit.toNanos();
        while (!condition.getAsBoolean()) {
            Task task = next();
            if (task == null || task.at() > end) {
                return false;
            }
            now = task.at();
            run(task);
        }
        return true;
    }

    private void run(Task task) {
        Thread before = runner;
        runner = Thread.currentThread();
        try {
            task.what().run();
        } finally {
            runner = before;
        }
    }

    /** Where nobody runs it, whoever has it may do what is done on it. */
    @Override
    public boolean isHere() {
        Thread now = runner;
        return now == null || now == Thread.currentThread();
    }

    /** Lets time pass, and does what was to be done in it. */
    public void pass(Duration time) {
        long end = now + time.toNanos();
        schedule(time, () -> {});
        runUntil(() -> now >= end, time);
    }

    private synchronized Task next() {
        return tasks.poll();
    }

    public Clock clock() {
        return new Clock() {
            @Override
            public Instant instant() {
                return Instant.ofEpochSecond(1_800_000_000L).plusNanos(now);
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException("the simulation has one zone");
            }
        };
    }
}
