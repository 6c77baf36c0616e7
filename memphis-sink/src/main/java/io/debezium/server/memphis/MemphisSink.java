package io.debezium.server.memphis;

import dev.memphis.delivery.Delivery;
import dev.memphis.delivery.Host;
import dev.memphis.delivery.Taken;
import dev.memphis.delivery.event.Event;
import dev.memphis.delivery.options.MemphisConfig;
import java.time.Duration;
import java.util.List;

/** The engine in a server that may be told to stop at any time. Knows nothing of Debezium's API. */
final class MemphisSink implements HandledBatches.Engine, AutoCloseable {
    private final Delivery delivery;
    private final Thread onShutdown;

    private MemphisSink(Delivery delivery) {
        this.delivery = delivery;
        this.onShutdown = new Thread(delivery::close, "memphis-sink-shutdown");
    }

    /**
     * Opens the engine and logs in.
     *
     * @param readiness is shown the outages from now on
     * @throws dev.memphis.delivery.writer.DeliveryException if the gateway refuses the user
     */
    static MemphisSink open(MemphisConfig config, ReadinessCheck readiness) throws InterruptedException {
        MemphisSink sink =
                new MemphisSink(Delivery.open(config, Host.named(config.events().topicPrefix())));
        readiness.watch(sink.delivery::outage);
        // The server ends its engine only after the batch in hand; an outage would hold it up without this.
        Runtime.getRuntime().addShutdownHook(sink.onShutdown);
        return sink;
    }

    @Override
    public Taken offer(List<Event> events) {
        return delivery.offer(events);
    }

    @Override
    public long taken() {
        return delivery.taken();
    }

    @Override
    public long settled() {
        return delivery.settled();
    }

    @Override
    public boolean awaitRoom(Duration timeout) throws InterruptedException {
        return delivery.awaitRoom(timeout);
    }

    @Override
    public boolean awaitSettled(long number, Duration timeout) throws InterruptedException {
        return delivery.awaitSettled(number, timeout);
    }

    @Override
    public void close() {
        delivery.close();
        try {
            Runtime.getRuntime().removeShutdownHook(onShutdown);
        } catch (IllegalStateException e) {
            // The machine is already going down; the hook has run or will.
        }
    }
}
