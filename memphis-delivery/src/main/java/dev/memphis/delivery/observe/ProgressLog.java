package dev.memphis.delivery.observe;

import dev.memphis.delivery.transport.Loop;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;

/** Says at intervals how far delivery has come; says nothing where nothing was delivered. Confined to the loop. */
public final class ProgressLog {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double BYTES_PER_MEGABYTE = 1e6;

    private final Loop loop;
    private final Duration interval;
    private final SinkMetricsMXBean metrics;
    private final Consumer<String> log;
    private long since;
    private long events;
    private long bytes;
    private long retries;

    /** @param log takes the line */
    public ProgressLog(Loop loop, Duration interval, SinkMetricsMXBean metrics, Consumer<String> log) {
        this.loop = loop;
        this.interval = interval;
        this.metrics = metrics;
        this.log = log;
    }

    /** Begins with the first interval. It ends with the loop. */
    public void start() {
        since = loop.nanoTime();
        loop.schedule(interval, this::look);
    }

    private void look() {
        if (metrics.getEventsDelivered() > events) {
            log.accept(line());
        }
        since = loop.nanoTime();
        events = metrics.getEventsDelivered();
        bytes = metrics.getBytesDelivered();
        retries = metrics.getRetries();
        loop.schedule(interval, this::look);
    }

    private String line() {
        double seconds = (loop.nanoTime() - since) / NANOS_PER_SECOND;
        long more = metrics.getEventsDelivered() - events;
        return String.format(
                Locale.ROOT,
                "Delivered %d events in the last %.0f s (%.0f/s, %.1f MB/s): %s, in flight %d, retries %d",
                more,
                seconds,
                more / seconds,
                (metrics.getBytesDelivered() - bytes) / seconds / BYTES_PER_MEGABYTE,
                lag(),
                metrics.getRequestsInFlight(),
                metrics.getRetries() - retries);
    }

    private String lag() {
        long lag = metrics.getSourceLagMilliSeconds();
        return lag < 0 ? "source lag unknown" : String.format(Locale.ROOT, "source lag %.1f s", lag / 1e3);
    }
}
