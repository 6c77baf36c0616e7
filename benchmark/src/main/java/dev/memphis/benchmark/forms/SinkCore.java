package dev.memphis.benchmark.forms;

import dev.memphis.delivery.fidelity.FidelityGuard;
import dev.memphis.delivery.options.BatchMode;
import dev.memphis.delivery.options.Compression;
import dev.memphis.delivery.options.Credentials;
import dev.memphis.delivery.options.DeliveryConfig;
import dev.memphis.delivery.options.EventConfig;
import dev.memphis.delivery.options.GatewayConfig;
import dev.memphis.delivery.options.MemphisConfig;
import dev.memphis.delivery.options.OptionNames;
import dev.memphis.delivery.options.Ordering;
import dev.memphis.delivery.options.Passage;
import dev.memphis.delivery.options.PoisonPolicy;
import dev.memphis.delivery.options.ReceiptConfig;
import dev.memphis.delivery.options.Secret;
import dev.memphis.delivery.options.TlsConfig;
import dev.memphis.delivery.transport.VertxGateway;
import dev.memphis.delivery.transport.VertxLoop;
import dev.memphis.delivery.writer.BatchFitness;
import dev.memphis.delivery.writer.Delivery;
import dev.memphis.delivery.writer.DeliveryListener;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The sink as it is inside the plugin, with its defaults, without Debezium. */
final class SinkCore implements AutoCloseable {
    static final String USER = "benchmark";
    static final String PASSWORD = "Benchmark-1!";

    private final VertxLoop loop = new VertxLoop();
    private final VertxGateway gateway;
    private final Delivery delivery;

    private SinkCore(MemphisConfig config) {
        gateway = new VertxGateway(loop, config, Clock.systemUTC());
        delivery = new Delivery(
                config,
                loop,
                gateway,
                fitness(config.delivery().batchMode()),
                Clock.systemUTC(),
                new SecureRandom(),
                DeliveryListener.NONE);
    }

    /** Logs in and proves that receipts come back. */
    static SinkCore open(URI url, BatchMode mode) throws InterruptedException {
        SinkCore core = new SinkCore(config(url, mode));
        core.delivery.open(10);
        return core;
    }

    private static BatchFitness fitness(BatchMode mode) {
        FidelityGuard guard = new FidelityGuard();
        return mode == BatchMode.AUTO ? (event, body) -> guard.keeps(body) : (event, body) -> mode == BatchMode.ALWAYS;
    }

    private static MemphisConfig config(URI url, BatchMode mode) {
        return new MemphisConfig(
                OptionNames.DEBEZIUM_SERVER,
                new GatewayConfig(
                        List.of(url),
                        4,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(150),
                        Compression.NONE,
                        new TlsConfig(Optional.empty(), Optional.empty(), true),
                        Optional.empty()),
                new Credentials(USER, new Secret(PASSWORD), 1, Duration.ofHours(1), Duration.ofDays(7)),
                new EventConfig(
                        Optional.empty(),
                        "",
                        "benchmark",
                        Passage.SKIP,
                        Passage.SKIP,
                        false,
                        "",
                        Optional.empty(),
                        Optional.empty()),
                new DeliveryConfig(
                        Ordering.KEY,
                        mode,
                        500,
                        3_145_728,
                        1_048_576,
                        4096,
                        16_777_216,
                        Duration.ofMillis(100),
                        Duration.ofSeconds(3),
                        Optional.empty(),
                        PoisonPolicy.STOP,
                        Optional.empty(),
                        Optional.empty()),
                new ReceiptConfig(true, "benchmark-receipts", Duration.ofSeconds(5)),
                Duration.ofSeconds(30));
    }

    Delivery delivery() {
        return delivery;
    }

    @Override
    public void close() {
        delivery.close();
        gateway.close();
        loop.close();
    }
}
