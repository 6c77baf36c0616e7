package io.debezium.server.memphis;

import dev.memphis.delivery.fidelity.FidelityGuard;
import dev.memphis.delivery.observe.MetricsRegistration;
import dev.memphis.delivery.observe.ProgressLog;
import dev.memphis.delivery.observe.SinkMetrics;
import dev.memphis.delivery.observe.StartLine;
import dev.memphis.delivery.options.BatchMode;
import dev.memphis.delivery.options.MemphisConfig;
import dev.memphis.delivery.transport.VertxGateway;
import dev.memphis.delivery.transport.VertxLoop;
import dev.memphis.delivery.writer.BatchFitness;
import dev.memphis.delivery.writer.Delivery;
import java.security.SecureRandom;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sink's parts, put together. Knows nothing of Debezium's API. */
final class MemphisSink implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(MemphisSink.class);
    /** How long the server's start waits for a gateway that is away, in seconds. */
    private static final long PATIENCE = 5;

    private final MemphisConfig config;
    private final VertxLoop loop;
    private final VertxGateway gateway;
    private final Delivery delivery;
    private final SinkMetrics metrics;
    private final MetricsRegistration registration;
    private final Thread onShutdown = new Thread(this::stop, "memphis-sink-shutdown");

    private MemphisSink(MemphisConfig config) {
        this.config = config;
        this.loop = new VertxLoop();
        this.gateway = new VertxGateway(loop, config, Clock.systemUTC());
        this.metrics = new SinkMetrics(Clock.systemUTC(), loop::nanoTime);
        this.registration = MetricsRegistration.of(metrics, config.events().topicPrefix());
        this.delivery = new Delivery(
                config,
                loop,
                gateway,
                fitness(config.delivery().batchMode()),
                Clock.systemUTC(),
                new SecureRandom(),
                metrics);
    }

    /**
     * Builds the sink and logs in.
     *
     * @param readiness is shown the outages from now on
     * @throws dev.memphis.delivery.writer.DeliveryException if the gateway refuses the user
     */
    static MemphisSink open(MemphisConfig config, ReadinessCheck readiness) throws InterruptedException {
        LOGGER.info("{}", StartLine.of(config));
        warnOfWhatIsGivenUp(config);
        MemphisSink sink = new MemphisSink(config);
        sink.observe(readiness);
        // The server ends its engine only after the batch in hand; an outage would hold it up without this.
        Runtime.getRuntime().addShutdownHook(sink.onShutdown);
        try {
            sink.delivery.open(PATIENCE);
        } catch (RuntimeException | InterruptedException e) {
            sink.close();
            throw e;
        }
        return sink;
    }

    private void observe(ReadinessCheck readiness) {
        readiness.watch(metrics::currentOutage);
        loop.execute(new ProgressLog(loop, config.progressInterval(), metrics, LOGGER::info)::start);
    }

    private static void warnOfWhatIsGivenUp(MemphisConfig config) {
        if (!config.receipts().enabled()) {
            LOGGER.warn("Receipts are off (debezium.sink.memphis.receipt.enabled=false): the gateway's 200 is believed,"
                    + " and what it had not passed on when the broker goes away is lost");
        }
        if (config.delivery().batchMode() == BatchMode.ALWAYS) {
            LOGGER.warn(
                    "Batches are forced (debezium.sink.memphis.batch.mode=always): the gateway re-encodes every event,"
                            + " and integers beyond 2^53, ts_ns among them, are rounded");
        }
    }

    private static BatchFitness fitness(BatchMode mode) {
        FidelityGuard guard = new FidelityGuard();
        return switch (mode) {
            case AUTO -> (event, body) -> isJson(event.contentType()) && guard.keeps(body);
            case ALWAYS -> (event, body) -> isJson(event.contentType()) && body.length > 0 && body[0] == '{';
            case NEVER -> (event, body) -> false;
        };
    }

    private static boolean isJson(String contentType) {
        return contentType.equals("application/json");
    }

    MemphisConfig config() {
        return config;
    }

    Delivery delivery() {
        return delivery;
    }

    private void stop() {
        delivery.close();
    }

    @Override
    public void close() {
        stop();
        registration.close();
        gateway.close();
        loop.close();
        try {
            Runtime.getRuntime().removeShutdownHook(onShutdown);
        } catch (IllegalStateException e) {
            // The machine is already going down; the hook has run or will.
        }
    }
}
