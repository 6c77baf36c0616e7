package dev.memphis.benchmark.forms;

import com.sun.management.ThreadMXBean;
import dev.memphis.benchmark.wire.InstantGateway;
import dev.memphis.delivery.event.Event;
import dev.memphis.delivery.options.BatchMode;
import java.lang.management.ManagementFactory;
import java.util.List;

/** What an event costs the sink in processor time and in garbage, against a gateway that costs next to nothing. */
final class Economy {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long WARM_UP = 4_000_000_000L;
    private static final long MEASURED = 6_000_000_000L;

    /** Per event: microseconds of processor time of the sink's own threads, and bytes they allocated. */
    record Cost(double eventsPerSecond, double micros, double bytes) {}

    private Economy() {}

    static Cost measure(EventKind kind, BatchMode mode) throws Exception {
        try (InstantGateway gateway = InstantGateway.start();
                SinkCore core = SinkCore.open(gateway.uri(), mode)) {
            List<Event> events = kind.events("economy");
            deliver(core, events, WARM_UP);
            long cpu = sum(true);
            long allocated = sum(false);
            long start = System.nanoTime();
            long delivered = deliver(core, events, MEASURED);
            double seconds = (System.nanoTime() - start) / 1e9;
            return new Cost(
                    delivered / seconds,
                    (sum(true) - cpu) / 1e3 / delivered,
                    (sum(false) - allocated) / (double) delivered);
        }
    }

    private static long deliver(SinkCore core, List<Event> events, long nanos) throws InterruptedException {
        long end = System.nanoTime() + nanos;
        long delivered = 0;
        while (System.nanoTime() < end) {
            core.deliver(events);
            delivered += events.size();
        }
        return delivered;
    }

    private static long sum(boolean cpu) {
        long sum = 0;
        for (long id : THREADS.getAllThreadIds()) {
            var info = THREADS.getThreadInfo(id);
            if (info != null
                    && (info.getThreadName().startsWith("vert.x")
                            || info.getThreadName().equals("main"))) {
                sum += cpu ? THREADS.getThreadCpuTime(id) : THREADS.getThreadAllocatedBytes(id);
            }
        }
        return sum;
    }
}
