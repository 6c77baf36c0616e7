package dev.memphis.cli.send;

import dev.memphis.cli.CommandFailure;
import dev.memphis.cli.ExitCode;
import dev.memphis.delivery.Delivery;
import dev.memphis.delivery.Host;
import dev.memphis.delivery.event.Event;
import dev.memphis.delivery.options.MemphisConfig;
import dev.memphis.delivery.writer.DeliveryException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Sends events one behind the other, as the sink does, and waits until the broker is proved to have them. While the gateway
 * is away it waits for it. To be used by one thread.
 */
public final class Sender implements AutoCloseable {
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Delivery delivery;

    private Sender(Delivery delivery) {
        this.delivery = delivery;
    }

    /**
     * Logs in.
     *
     * @param refused told, on another thread, of each event that Memphis can never accept, and why
     * @throws CommandFailure if the gateway refuses the user
     */
    public static Sender open(MemphisConfig config, String name, BiConsumer<Event, String> refused)
            throws InterruptedException {
        Host host = new Host(name, Optional.of((event, body, reason, done) -> {
            refused.accept(event, reason);
            done.accept(Optional.empty());
        }));
        try {
            return new Sender(Delivery.open(config, host));
        } catch (DeliveryException e) {
            throw failed(e);
        }
    }

    /** Takes an event; waits for room. */
    public void send(Event event) throws InterruptedException {
        try {
            while (!delivery.offer(event)) {
                delivery.awaitRoom(LOOK);
            }
        } catch (DeliveryException e) {
            throw failed(e);
        }
    }

    /** Waits until every event so far is with the broker, or refused. */
    public void finish() throws InterruptedException {
        try {
            while (!delivery.awaitSettled(delivery.taken(), LOOK)) {
                // An outage is told in the log; the delivery goes on trying.
            }
        } catch (DeliveryException e) {
            throw failed(e);
        }
    }

    private static CommandFailure failed(DeliveryException e) {
        return new CommandFailure(ExitCode.FAILED, e.getMessage());
    }

    @Override
    public void close() {
        delivery.close();
    }
}
