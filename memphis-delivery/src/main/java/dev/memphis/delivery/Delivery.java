package dev.memphis.delivery;

import dev.memphis.delivery.event.Event;
import dev.memphis.delivery.observe.MetricsRegistration;
import dev.memphis.delivery.observe.ProgressLog;
import dev.memphis.delivery.observe.SinkMetrics;
import dev.memphis.delivery.observe.StartLine;
import dev.memphis.delivery.options.BatchMode;
import dev.memphis.delivery.options.FieldPath;
import dev.memphis.delivery.options.MemphisConfig;
import dev.memphis.delivery.reading.Exposure;
import dev.memphis.delivery.transport.VertxLoop;
import dev.memphis.delivery.transport.VertxTransport;
import dev.memphis.delivery.turns.GatewayTurns;
import dev.memphis.delivery.writer.DeliveryException;
import dev.memphis.delivery.writer.Outage;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine's door: takes events to Memphis stations, and says how far they are proved to be there. Events form one endless
 * sequence; the n-th that was taken has the number n, from 1. Safe from any thread.
 */
public final class Delivery implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Delivery.class);
    /** How long the start waits for a gateway that is away. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final VertxLoop loop;
    private final VertxTransport transport;
    private final SinkMetrics metrics;
    private final MetricsRegistration registration;
    private final EventStream stream;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Delivery(MemphisConfig config, Host host) {
        loop = new VertxLoop();
        transport = new VertxTransport(loop, config.gateway());
        metrics = new SinkMetrics(Clock.systemUTC(), loop::nanoTime);
        registration = MetricsRegistration.of(metrics, host.name());
        stream = new EventStream(
                config,
                loop,
                transport,
                Clock.systemUTC(),
                new SecureRandom(),
                GatewayTurns.OF_THIS_PROCESS,
                host.deadLetters(),
                metrics);
        loop.onError(stream::fail);
        loop.execute(new ProgressLog(loop, config.progressInterval(), metrics, LOGGER::info)::start);
    }

    /**
     * Logs in, and proves that the user may produce and consume. Returns when that is known or, where the gateway is away,
     * after 5 s: delivery then goes on trying.
     *
     * @throws DeliveryException if the credentials are wrong or a right is missing
     * @throws InterruptedException if the thread was interrupted
     */
    public static Delivery open(MemphisConfig config, Host host) throws InterruptedException {
        LOGGER.info("{}", StartLine.of(config));
        warnOfWhatIsGivenUp(config);
        Delivery delivery = new Delivery(config, host);
        try {
            delivery.stream.open(PATIENCE);
        } catch (RuntimeException | InterruptedException e) {
            delivery.close();
            throw e;
        }
        return delivery;
    }

    private static void warnOfWhatIsGivenUp(MemphisConfig config) {
        Exposure.of(config).forEach(open -> open.notice().warn(LOGGER));
        if (!config.receipts().enabled()) {
            DeliveryNotices.RECEIPTS_OFF.warn(LOGGER, config.names().of("receipt.enabled"));
        }
        if (config.delivery().batchMode() == BatchMode.ALWAYS) {
            DeliveryNotices.BATCHES_FORCED.warn(LOGGER, config.names().of("batch.mode"));
        }
        List<FieldPath> rounded = config.delivery().batchRoundedFields();
        if (config.delivery().batchMode() == BatchMode.AUTO && !rounded.isEmpty()) {
            DeliveryNotices.FIELDS_ROUNDED.warn(
                    LOGGER,
                    config.names().of("batch.rounded.fields"),
                    rounded.stream().map(FieldPath::toString).collect(Collectors.joining(",")));
        }
    }

    /**
     * Takes an event if there is room; never blocks.
     *
     * @return whether it was taken
     * @throws DeliveryException if the delivery has ended
     */
    public boolean offer(Event event) {
        return offer(List.of(event)).count() == 1;
    }

    /**
     * Takes events from the front of a list, as many as there is room for; never blocks.
     *
     * @throws DeliveryException if the delivery has ended
     */
    public Taken offer(List<Event> events) {
        return stream.offer(events);
    }

    /** Returns the number of the newest event that was taken. */
    public long taken() {
        return stream.taken();
    }

    /**
     * Returns the mark: every event up to this number is settled, that is proved, skipped or with the dead letters.
     *
     * @throws DeliveryException if the delivery has ended
     */
    public long settled() {
        return stream.settled();
    }

    /**
     * Waits until the mark has reached a number.
     *
     * @return whether it has; not if the time was up before
     * @throws DeliveryException if the delivery has ended
     * @throws InterruptedException if the thread was interrupted
     */
    public boolean awaitSettled(long number, Duration timeout) throws InterruptedException {
        return stream.await(() -> stream.settled() >= number, timeout);
    }

    /**
     * Waits until there is room for an event.
     *
     * @return whether there is; not if the time was up before
     * @throws DeliveryException if the delivery has ended
     * @throws InterruptedException if the thread was interrupted
     */
    public boolean awaitRoom(Duration timeout) throws InterruptedException {
        return stream.await(stream::hasRoom, timeout);
    }

    /** Says whether there is room for an event. */
    public boolean hasRoom() {
        return stream.hasRoom();
    }

    /** Says whom to tell that the mark moved, that there is room, or that the delivery ended. Called on the loop: must not block. */
    public void onProgress(Runnable told) {
        stream.onProgress(told);
    }

    /** Returns the outage that lasts now. */
    public Optional<Outage> outage() {
        return metrics.currentOutage();
    }

    /** Ends at once, also what waits: it throws. What was not proved stays unproved. Closing again does nothing. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        stream.close();
        registration.close();
        transport.close();
        loop.close();
    }
}
