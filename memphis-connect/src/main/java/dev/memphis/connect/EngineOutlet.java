package dev.memphis.connect;

import dev.memphis.delivery.Delivery;
import dev.memphis.delivery.Host;
import dev.memphis.delivery.Taken;
import dev.memphis.delivery.event.Event;
import dev.memphis.delivery.writer.DeadLetters;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The engine as an outlet. Safe for use by several threads. */
record EngineOutlet(Delivery delivery) implements Outlet {
    private static final DeadLetters TO_THE_TASK = (event, body, reason, done) -> {
        RecordOrigin origin = (RecordOrigin) event.origin();
        origin.task().refuse(origin.record(), reason, done);
    };

    static Outlet open(ConnectConfig config) throws InterruptedException {
        Host host =
                new Host(config.name(), OutletKey.taskDecides(config) ? Optional.of(TO_THE_TASK) : Optional.empty());
        return new EngineOutlet(Delivery.open(config.memphis(), host));
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
    public boolean awaitRoom(Duration most) throws InterruptedException {
        return delivery.awaitRoom(most);
    }

    @Override
    public boolean awaitSettled(long number, Duration most) throws InterruptedException {
        return delivery.awaitSettled(number, most);
    }

    @Override
    public boolean away() {
        return delivery.outage().isPresent();
    }

    @Override
    public void close() {
        delivery.close();
    }
}
