package dev.memphis.connect;

import java.util.concurrent.atomic.AtomicLong;

/** A task's figures. Safe for use by several threads. */
final class TaskMetrics implements TaskMetricsMXBean {
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong settled = new AtomicLong();
    private volatile long waiting;
    private volatile long underWay;
    private volatile boolean paused;

    void took(int records) {
        taken.addAndGet(records);
    }

    void settled(long records) {
        settled.addAndGet(records);
    }

    void waits(int forRoom, int forProof) {
        waiting = forRoom;
        underWay = forProof;
    }

    void paused(boolean on) {
        paused = on;
    }

    @Override
    public long getRecordsTaken() {
        return taken.get();
    }

    @Override
    public long getRecordsSettled() {
        return settled.get();
    }

    @Override
    public long getRecordsWaiting() {
        return waiting;
    }

    @Override
    public long getRecordsUnderWay() {
        return underWay;
    }

    @Override
    public boolean isPaused() {
        return paused;
    }
}
