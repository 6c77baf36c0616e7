package io.debezium.server.memphis;

import io.debezium.server.memphis.batch.FidelityGuard;
import io.debezium.server.memphis.config.BatchMode;
import io.debezium.server.memphis.config.MemphisConfig;
import io.debezium.server.memphis.delivery.BatchFitness;
import io.debezium.server.memphis.delivery.Delivery;
import io.debezium.server.memphis.delivery.DeliveryListener;
import io.debezium.server.memphis.gateway.VertxGateway;
import io.debezium.server.memphis.gateway.VertxLoop;
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
    private final Thread onShutdown = new Thread(this::stop, "memphis-sink-shutdown");

    private MemphisSink(MemphisConfig config) {
        this.config = config;
        this.loop = new VertxLoop();
        this.gateway = new VertxGateway(loop, config, Clock.systemUTC());
        this.delivery = new Delivery(
                config,
                loop,
                gateway,
                fitness(config.delivery().batchMode()),
                Clock.systemUTC(),
                new SecureRandom(),
                DeliveryListener.NONE);
    }

    /**
     * Builds the sink and logs in.
     *
     * @throws io.debezium.server.memphis.delivery.DeliveryException if the gateway refuses the user
     */
    static MemphisSink open(MemphisConfig config) throws InterruptedException {
        MemphisSink sink = new MemphisSink(config);
        warnOfWhatIsGivenUp(config);
        try {
            sink.delivery.open(PATIENCE);
        } catch (RuntimeException | InterruptedException e) {
            sink.close();
            throw e;
        }
        // The server ends its engine only after the batch in hand; an outage would hold it up without this.
        Runtime.getRuntime().addShutdownHook(sink.onShutdown);
        return sink;
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
        gateway.close();
        loop.close();
        try {
            Runtime.getRuntime().removeShutdownHook(onShutdown);
        } catch (IllegalStateException e) {
            // The machine is already going down; the hook has run or will.
        }
    }
}
