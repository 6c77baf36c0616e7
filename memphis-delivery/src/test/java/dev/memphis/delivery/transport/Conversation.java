package dev.memphis.delivery.transport;

import dev.memphis.delivery.EventStream;
import dev.memphis.delivery.event.Event;
import dev.memphis.delivery.protocol.Gateway;
import dev.memphis.delivery.protocol.Outcome;
import dev.memphis.delivery.protocol.Produce;
import dev.memphis.delivery.protocol.ReceiptAnswer;
import dev.memphis.delivery.protocol.Renewal;
import dev.memphis.delivery.turns.GatewayTurns;
import dev.memphis.delivery.writer.DeliveryListener;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The protocol over real sockets, and the delivery beside it, for a test's thread. */
public final class Conversation implements AutoCloseable {
    private final VertxLoop loop = new VertxLoop();
    private final VertxTransport transport;
    private final Gateway gateway;
    private final VertxTransport streamTransport;
    private final EventStream stream;
    private boolean started;

    public Conversation(SampleConfig config) {
        this(config, DeliveryListener.NONE);
    }

    public Conversation(SampleConfig config, DeliveryListener listener) {
        transport = new VertxTransport(loop, config.config().gateway());
        gateway = new Gateway(transport, loop, config.config(), Clock.systemUTC(), new Random());
        streamTransport = new VertxTransport(loop, config.config().gateway());
        stream = new EventStream(
                config.config(),
                loop,
                streamTransport,
                Clock.systemUTC(),
                new Random(),
                new GatewayTurns(),
                Optional.empty(),
                listener);
        loop.onError(stream::fail);
    }

    /** Logs in, and does nothing else. */
    public Renewal renew() throws Exception {
        CompletableFuture<Renewal> renewal = new CompletableFuture<>();
        loop.execute(() -> gateway.tokens().renew(renewal::complete));
        return renewal.get(20, TimeUnit.SECONDS);
    }

    public Outcome produce(Produce request) throws Exception {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        loop.execute(() -> gateway.produce(request, outcome::complete));
        return outcome.get(20, TimeUnit.SECONDS);
    }

    /** Sends a request so often at once, and does not wait. */
    public void flood(int times, Produce request) {
        loop.execute(() -> {
            for (int i = 0; i < times; i++) {
                gateway.produce(request, outcome -> {});
            }
        });
    }

    /** Asks for a first receipt. */
    public ReceiptAnswer confirm() throws Exception {
        CompletableFuture<ReceiptAnswer> answer = new CompletableFuture<>();
        loop.execute(() -> gateway.receipts().confirm(answer::complete));
        return answer.get(20, TimeUnit.SECONDS);
    }

    /** Asks for a receipt behind all that is under way. */
    public ReceiptAnswer receipt() throws Exception {
        CompletableFuture<ReceiptAnswer> answer = new CompletableFuture<>();
        loop.execute(() -> gateway.receipts().ask(behind(), answer::complete));
        return answer.get(20, TimeUnit.SECONDS);
    }

    /** The same, without waiting. */
    public void receiptWithoutWaiting() {
        loop.execute(() -> gateway.receipts().ask(behind(), ignored -> {}));
    }

    private List<Long> behind() {
        List<Long> busy = gateway.busy();
        return busy.isEmpty() ? List.of(-1L) : busy;
    }

    public Gateway gateway() {
        return gateway;
    }

    public EventStream stream() {
        return stream;
    }

    /** Has events delivered, from a log-in on. */
    public void deliver(List<Event> events) throws InterruptedException {
        if (!started) {
            started = true;
            stream.start();
        }
        int offered = 0;
        while (offered < events.size()) {
            int took = stream.offer(events.subList(offered, events.size())).count();
            offered += took;
            if (took == 0) {
                stream.await(stream::hasRoom, Duration.ofSeconds(20));
            }
        }
        if (!stream.await(() -> stream.settled() >= stream.taken(), Duration.ofSeconds(60))) {
            throw new AssertionError("settled are " + stream.settled() + " of " + stream.taken());
        }
    }

    public static Event event(String body) {
        return new Event("todo", body, body, "application/json", List.of(), () -> "test");
    }

    @Override
    public void close() {
        stream.close();
        transport.close();
        streamTransport.close();
        loop.close();
    }
}
