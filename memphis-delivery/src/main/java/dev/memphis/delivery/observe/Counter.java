package dev.memphis.delivery.observe;

import java.util.concurrent.atomic.AtomicLong;

/** A number that one thread writes and any thread reads: no lock, no atomic instruction. */
final class Counter {
    private final AtomicLong value = new AtomicLong();

    void add(long more) {
        value.setRelease(value.getPlain() + more);
    }

    void increment() {
        add(1);
    }

    long get() {
        return value.getAcquire();
    }
}
