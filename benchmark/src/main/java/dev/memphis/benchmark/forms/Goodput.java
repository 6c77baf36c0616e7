package dev.memphis.benchmark.forms;

import dev.memphis.delivery.event.Event;
import dev.memphis.delivery.options.BatchMode;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** How many events a second the sink's core gets through, receipts included. */
final class Goodput {
    private final Duration warmUp;
    private final Duration measured;

    Goodput(Duration warmUp, Duration measured) {
        this.warmUp = warmUp;
        this.measured = measured;
    }

    /** Measures one kind of events, from a fresh start. */
    double of(URI url, BatchMode mode, EventKind kind) throws InterruptedException {
        try (SinkCore core = SinkCore.open(url, mode)) {
            return of(core, kind);
        }
    }

    /** Measures the second kind after a time of the first, in the same station. */
    double after(URI url, BatchMode mode, EventKind before, EventKind kind) throws InterruptedException {
        try (SinkCore core = SinkCore.open(url, mode)) {
            of(core, before);
            return of(core, kind);
        }
    }

    private double of(SinkCore core, EventKind kind) throws InterruptedException {
        List<Event> events = kind.events("forms");
        deliver(core, events, warmUp);
        return deliver(core, events, measured);
    }

    /** Delivers handled batches one after the other for a while; returns events per second. */
    private static double deliver(SinkCore core, List<Event> events, Duration time) throws InterruptedException {
        long start = System.nanoTime();
        long delivered = 0;
        while (System.nanoTime() - start < time.toNanos()) {
            core.deliver(events);
            delivered += events.size();
        }
        return delivered / ((System.nanoTime() - start) / 1e9);
    }
}
