package dev.memphis.delivery.memory;

import dev.memphis.delivery.event.Event;
import dev.memphis.delivery.transport.Conversation;
import dev.memphis.delivery.transport.SampleConfig;
import dev.memphis.delivery.writer.DeliveryListener;
import io.netty.util.internal.PlatformDependent;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * A process of its own that delivers a handled batch of large events and prints how many bytes it held beside them at the
 * most: live objects on the heap, and memory outside it. Arguments: the gateway's URL, and max.in.flight.bytes.
 */
final class MemoryProbe {
    private static final int EVENTS = 2048;
    private static final int LARGE = 900_000;
    private static final int SMALL = 3_000;

    /** Looks each time so many requests were sent. */
    private static final int LOOK = 100;

    private MemoryProbe() {}

    public static void main(String[] args) throws Exception {
        List<Event> events = events();
        Peak peak = new Peak(live());
        SampleConfig config =
                new SampleConfig(URI.create(args[0])).withoutReceipts().withMaxInFlightBytes(Long.parseLong(args[1]));
        try (Conversation talk = new Conversation(config, peak)) {
            talk.deliver(events);
            // Now it is known how much the gateway can take at once.
            talk.deliver(events);
        }
        // The events are needed to the end, as Debezium needs its own.
        System.out.println("most=" + peak.most + " of " + events.size());
        System.exit(0);
    }

    /** Looks while the sink sends, on its own thread: nothing can be let go meanwhile. */
    private static final class Peak implements DeliveryListener {
        private final long baseline;
        private int sent;
        private volatile long most;

        Peak(long baseline) {
            this.baseline = baseline;
        }

        @Override
        public void sent(int events, long bytes, int inFlight) {
            if (++sent % LOOK == 0) {
                most = Math.max(most, live() - baseline);
            }
        }
    }

    private static List<Event> events() {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            String body = "{\"id\":" + i + ",\"text\":\"" + "x".repeat(i % 10 == 0 ? LARGE : SMALL) + "\"}";
            events.add(new Event("large", "k" + i, body, "application/json", List.of(), () -> "memory"));
        }
        return events;
    }

    /** Returns the bytes in use, after a collection. */
    private static long live() {
        System.gc();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        long direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        return heap + direct + Math.max(0, PlatformDependent.usedDirectMemory());
    }
}
