package io.debezium.server.memphis;

import dev.memphis.delivery.Delivery;
import dev.memphis.delivery.Host;
import dev.memphis.delivery.Taken;
import dev.memphis.delivery.event.Event;
import dev.memphis.delivery.options.MemphisConfig;
import dev.memphis.delivery.writer.Outage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The engine in a server that may be told to stop at any time. Knows nothing of Debezium's API. */
final class MemphisSink implements HandledBatches.Engine, AutoCloseable {
    private final Delivery delivery;
    private final Optional<IdleWatch> watch;
    private final Thread onShutdown;
    private final AtomicBoolean ended = new AtomicBoolean();

    private MemphisSink(Delivery delivery, MemphisConfig config) {
        this.delivery = delivery;
        this.watch = config.readinessInterval().map(interval -> IdleWatch.start(config, interval, this));
        this.onShutdown = new Thread(this::end, "memphis-sink-shutdown");
    }

    /**
     * Opens the engine and logs in.
     *
     * @param watch is told whom to ask for the current outage
     * @throws dev.memphis.delivery.writer.DeliveryException if the gateway refuses the user
     */
    static MemphisSink open(MemphisConfig config, Consumer<Supplier<Optional<Outage>>> watch)
            throws InterruptedException {
        MemphisSink sink = new MemphisSink(opened(config), config);
        watch.accept(sink::outage);
        // The server ends its engine only after the batch in hand; an outage would hold it up without this.
        Runtime.getRuntime().addShutdownHook(sink.onShutdown);
        return sink;
    }

    /** The delivery's word goes first: it knows what it tried. */
    private Optional<Outage> outage() {
        return delivery.outage().or(() -> watch.flatMap(IdleWatch::absence));
    }

    /** A server that is told to stop while this waits for a gateway ends at once. */
    private static Delivery opened(MemphisConfig config) throws InterruptedException {
        Thread opening = new Thread(Thread.currentThread()::interrupt, "memphis-sink-shutdown");
        Runtime.getRuntime().addShutdownHook(opening);
        try {
            return Delivery.open(config, Host.named(config.events().topicPrefix()));
        } finally {
            forget(opening);
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The machine is already going down; the hook has run or will.
        }
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

    /** Once: at a shutdown both the hook and the server come here. */
    private void end() {
        if (!ended.getAndSet(true)) {
            delivery.close();
            watch.ifPresent(IdleWatch::close);
        }
    }

    @Override
    public void close() {
        end();
        forget(onShutdown);
    }
}
