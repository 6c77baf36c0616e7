package dev.memphis.delivery.transport;

import dev.memphis.delivery.event.Event;
import dev.memphis.delivery.protocol.Renewal;
import dev.memphis.delivery.writer.Delivery;
import dev.memphis.delivery.writer.DeliveryListener;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The gateway room and the delivery on top of it, for a test's thread. */
public final class Conversation implements AutoCloseable {
    private final VertxLoop loop = new VertxLoop();
    private final VertxGateway gateway;
    private final Delivery delivery;

    Conversation(SampleConfig config) {
        this(config, DeliveryListener.NONE);
    }

    public Conversation(SampleConfig config, DeliveryListener listener) {
        gateway = new VertxGateway(loop, config.config(), Clock.systemUTC());
        delivery = new Delivery(
                config.config(), loop, gateway, (event, body) -> false, Clock.systemUTC(), new Random(), listener);
    }

    /** Logs in, and does nothing else. */
    Renewal renew() throws Exception {
        CompletableFuture<Renewal> renewal = new CompletableFuture<>();
        loop.execute(() -> gateway.tokens().renew(renewal::complete));
        return renewal.get(20, TimeUnit.SECONDS);
    }

    Outcome produce(Produce request) throws Exception {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        loop.execute(() -> gateway.produce(request, outcome::complete));
        return outcome.get(20, TimeUnit.SECONDS);
    }

    /** Sends a request so often at once, and does not wait. */
    void flood(int times, Produce request) {
        loop.execute(() -> {
            for (int i = 0; i < times; i++) {
                gateway.produce(request, outcome -> {});
            }
        });
    }

    Outcome receipt(boolean firstUse) throws Exception {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        loop.execute(() -> gateway.receipt("r", firstUse, outcome::complete));
        return outcome.get(20, TimeUnit.SECONDS);
    }

    public void deliver(List<Event> events) throws InterruptedException {
        delivery.deliver(events);
    }

    static Event event(String body) {
        return new Event("todo", body, body, "application/json", List.of(), () -> "test");
    }

    @Override
    public void close() {
        delivery.close();
        gateway.close();
        loop.close();
    }
}
