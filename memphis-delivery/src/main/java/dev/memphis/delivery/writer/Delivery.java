package dev.memphis.delivery.writer;

import dev.memphis.delivery.event.Event;
import dev.memphis.delivery.options.BatchMode;
import dev.memphis.delivery.options.MemphisConfig;
import dev.memphis.delivery.transport.Gateway;
import dev.memphis.delivery.transport.Loop;
import dev.memphis.delivery.transport.Produce.Form;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;

/**
 * Delivers events: returns when the broker has them all, or throws. The door of this package.
 *
 * <p>One thread at a time delivers; {@link #close} may be called from any thread and ends a delivery under way at once.
 */
public final class Delivery implements AutoCloseable {
    private final MemphisConfig config;
    private final Loop loop;
    private final Courier courier;
    private volatile CompletableFuture<Void> underWay = CompletableFuture.completedFuture(null);
    private volatile boolean closed;

    /**
     * @param fitness says which events may travel in a batch when the gateway's re-encoding must keep every value
     * @param random for the jitter of waits and the ids of receipts
     */
    public Delivery(
            MemphisConfig config,
            Loop loop,
            Gateway gateway,
            BatchFitness fitness,
            Clock clock,
            RandomGenerator random,
            DeliveryListener listener) {
        this.config = config;
        this.loop = loop;
        this.courier = new Courier(
                loop,
                gateway,
                config.delivery(),
                config.receipts(),
                chooser(config.delivery().batchMode()),
                fitness,
                clock,
                random,
                listener);
    }

    private static FormChooser chooser(BatchMode mode) {
        return switch (mode) {
            case AUTO -> new MeasuredFormChooser();
            case NEVER -> FormChooser.fixed(Form.SINGLE);
            case ALWAYS -> FormChooser.fixed(Form.BATCH);
        };
    }

    /** Events under way. */
    @FunctionalInterface
    public interface Completion {
        /**
         * Blocks until the broker has the events, for as long as an outage lasts unless a limit was set.
         *
         * @throws DeliveryException if the events cannot be delivered, or the delivery was closed
         * @throws InterruptedException if the thread was interrupted; some of the events may have been stored
         */
        void await() throws InterruptedException;
    }

    /**
     * Delivers events in the configured order, and returns when the broker has them.
     *
     * @throws DeliveryException as {@link Completion#await}
     * @throws InterruptedException likewise
     */
    public void deliver(List<Event> events) throws InterruptedException {
        begin(events).await();
    }

    /**
     * Begins to deliver events in the configured order; blocks while those before are not delivered.
     *
     * @throws DeliveryException if those before cannot be delivered, or the delivery was closed
     * @throws InterruptedException if the thread was interrupted
     */
    public Completion begin(List<Event> events) throws InterruptedException {
        if (events.isEmpty()) {
            await(underWay);
            return () -> {};
        }
        CompletableFuture<Void> finished = start(events);
        return () -> await(finished);
    }

    /**
     * Logs in and proves with a receipt that the user may produce and consume. Returns when that is done or, if the
     * gateway is away, after the first attempt: delivery then goes on trying.
     *
     * @param patience how long to wait for the first attempt, in seconds
     * @throws DeliveryException if the credentials are wrong or a right is missing
     */
    public void open(long patience) throws InterruptedException {
        try {
            start(List.of()).get(patience, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            // The gateway is away; that was said in the log, and the attempts go on.
        } catch (ExecutionException e) {
            throw rethrown(e);
        }
    }

    private CompletableFuture<Void> start(List<Event> events) throws InterruptedException {
        await(underWay);
        Round round = new Round(events, config.delivery().ordering());
        underWay = round.finished();
        if (closed) {
            throw stopped();
        }
        loop.execute(() -> courier.carry(round));
        return round.finished();
    }

    private static void await(CompletableFuture<Void> finished) throws InterruptedException {
        try {
            finished.get();
        } catch (ExecutionException e) {
            throw rethrown(e);
        }
    }

    private static DeliveryException rethrown(ExecutionException e) {
        if (e.getCause() instanceof DeliveryException delivery) {
            return delivery;
        }
        throw new IllegalStateException("an error in the sink itself, please report it", e.getCause());
    }

    /** Ends a delivery under way at once; it throws. What was not proved stays unmarked. Safe from any thread. */
    @Override
    public void close() {
        closed = true;
        underWay.completeExceptionally(stopped());
        loop.execute(() -> courier.abandon(stopped()));
    }

    private static DeliveryException stopped() {
        return new DeliveryStoppedException();
    }
}
