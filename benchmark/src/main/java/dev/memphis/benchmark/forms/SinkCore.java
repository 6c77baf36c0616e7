package dev.memphis.benchmark.forms;

import dev.memphis.delivery.Delivery;
import dev.memphis.delivery.Host;
import dev.memphis.delivery.event.Event;
import dev.memphis.delivery.options.BatchMode;
import dev.memphis.delivery.options.MemphisConfig;
import dev.memphis.delivery.options.OptionNames;
import dev.memphis.delivery.reading.ConfigReader;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The engine as it is inside the plugin, with its defaults, without Debezium. */
final class SinkCore implements AutoCloseable {
    static final String USER = "benchmark";
    static final String PASSWORD = "Benchmark-1!";

    private final Delivery delivery;

    private SinkCore(Delivery delivery) {
        this.delivery = delivery;
    }

    /** Logs in and proves that receipts come back. */
    static SinkCore open(URI url, BatchMode mode) throws InterruptedException {
        return new SinkCore(Delivery.open(config(url, mode), Host.named("benchmark")));
    }

    private static MemphisConfig config(URI url, BatchMode mode) {
        OptionNames names = OptionNames.DEBEZIUM_SERVER;
        Map<String, String> options = Map.of(
                names.pipeline(),
                "benchmark",
                names.of("url"),
                url.toString(),
                names.of("username"),
                USER,
                names.of("password"),
                PASSWORD,
                names.of("batch.mode"),
                mode.name().toLowerCase(Locale.ROOT));
        return ConfigReader.read(names, name -> Optional.ofNullable(options.get(name)), options.keySet());
    }

    /** Has events delivered, in one piece; returns when they are proved. */
    void deliver(List<Event> events) throws InterruptedException {
        int offered = 0;
        while (offered < events.size()) {
            int took = delivery.offer(events.subList(offered, events.size())).count();
            offered += took;
            if (took == 0) {
                delivery.awaitRoom(Duration.ofMinutes(1));
            }
        }
        delivery.awaitSettled(delivery.taken(), Duration.ofMinutes(1));
    }

    @Override
    public void close() {
        delivery.close();
    }
}
