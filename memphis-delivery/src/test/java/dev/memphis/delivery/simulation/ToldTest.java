package dev.memphis.delivery.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.memphis.delivery.EventStream;
import dev.memphis.delivery.event.Event;
import dev.memphis.delivery.protocol.Outcome;
import dev.memphis.delivery.transport.HttpReply;
import dev.memphis.delivery.transport.SampleConfig;
import dev.memphis.delivery.turns.GatewayTurns;
import dev.memphis.delivery.writer.DeliveryException;
import dev.memphis.delivery.writer.DeliveryListener;
import dev.memphis.delivery.writer.DeliveryStoppedException;
import dev.memphis.delivery.writer.Outage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a listener is told of log-ins and receipts that go well, and of those that do not. */
class ToldTest {
    private static final HttpReply BUSY = new HttpReply.Answered(
            429, name -> null, "{\"error\":\"slow down\",\"success\":false}".getBytes(StandardCharsets.UTF_8));
    private static final Duration LIMIT = Duration.ofMinutes(5);
    /** After so many that fail in a row, a receipt is missing. */
    private static final int MANY = 5;

    private final SimulatedLoop loop = new SimulatedLoop();
    private final SimulatedBroker broker = new SimulatedBroker(loop, new Random(1));
    private final HostileTransport transport = new HostileTransport(
            new SimulatedTransport(
                    loop,
                    new Random(3),
                    new SimulatedGateway(loop, new Random(2), broker, Duration.ofMinutes(60), false, Set.of()),
                    SimulatedTransport.Faults.NONE),
            loop,
            new Random(4));
    private final Told told = new Told();
    private int offered;

    private static final class Told implements DeliveryListener {
        private final List<Duration> tokens = new ArrayList<>();
        private final List<Long> receipts = new ArrayList<>();
        private final List<String> outages = new ArrayList<>();
        private int retried;
        private int missing;
        private int recovered;

        @Override
        public void renewed(Duration left) {
            tokens.add(left);
        }

        @Override
        public void receipt(long nanos) {
            receipts.add(nanos);
        }

        @Override
        public void retried(Outcome reason) {
            retried++;
        }

        @Override
        public void receiptMissing() {
            missing++;
        }

        @Override
        public void outage(Outage outage) {
            outages.add(outage.reason());
        }

        @Override
        public void recovered(Outage outage) {
            recovered++;
        }
    }

    @Test
    void start_isOneLogInAndOneReceipt_andNothingIsToldLater() {
        EventStream stream = stream(sample());
        stream.start();
        assertThat(loop.runUntil(() -> told.receipts.size() == 1, LIMIT)).isTrue();
        assertThat(told.tokens)
                .singleElement()
                .satisfies(left -> assertThat(left).isBetween(Duration.ofMinutes(50), Duration.ofMinutes(60)));
        assertThat(told.receipts.getFirst()).isBetween(1L, Duration.ofSeconds(2).toNanos());

        offer(stream);
        settle(stream);
        loop.pass(Duration.ofSeconds(30));

        assertThat(told.receipts).hasSize(2).allMatch(nanos -> nanos > 0);
        assertThat(told.outages).as("of a silence that had ended").isEmpty();
        assertThat(told.missing + told.retried).isZero();
    }

    @Test
    void firstReceipt_opensTheStream() {
        EventStream stream = stream(sample());
        stream.start();
        assertThat(loop.runUntil(() -> told.receipts.size() == 1, LIMIT)).isTrue();

        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> stream.open(LIMIT));
    }

    @Test
    void tokenThatHasAged_isRenewedBeforeTheFirstEventAfterAQuietTime() {
        EventStream stream = stream(sample());
        stream.start();
        assertThat(loop.runUntil(() -> told.receipts.size() == 1, LIMIT)).isTrue();
        loop.pass(Duration.ofMinutes(56));
        assertThat(told.tokens).as("nobody needs it").hasSize(1);

        offer(stream);
        settle(stream);

        assertThat(told.tokens).hasSize(2);
    }

    @Test
    void closedStream_sendsNothingMore() {
        EventStream stream = stream(sample());
        stream.start();
        assertThat(loop.runUntil(() -> told.receipts.size() == 1, LIMIT)).isTrue();

        // Of one key: the second one waits for the first one's answer.
        offer(stream);
        offer(stream);
        stream.close();
        loop.pass(Duration.ofMinutes(2));

        assertThat(broker.stored.get("s")).hasSize(1);
        assertThatThrownBy(stream::settled).isInstanceOf(DeliveryStoppedException.class);
        assertThat(told.receipts).hasSize(1);
        assertThat(told.outages).isEmpty();
    }

    @Test
    void errorOfTheMachine_endsTheStreamAndIsNamed() {
        EventStream stream = stream(sample());
        stream.start();

        stream.fail(new OutOfMemoryError("Java heap space"));

        assertThatThrownBy(stream::settled)
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("OutOfMemoryError: Java heap space");
    }

    @Test
    void errorOfTheSink_isToldAsOne() {
        EventStream stream = stream(sample());
        stream.start();

        stream.fail(new IllegalArgumentException("a bug"));

        assertThatThrownBy(stream::settled)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("please report it")
                .hasRootCauseMessage("a bug");
    }

    @Test
    void logInThatFails_isAnOutage_whichEndsWithTheFirstReceipt() {
        transport.logIn = Optional.of(new HttpReply.None("no route to host"));
        EventStream stream = stream(sample());
        stream.start();
        loop.pass(Duration.ofSeconds(10));
        assertThat(told.outages).isNotEmpty().allMatch(reason -> reason.contains("no route to host"));
        assertThat(told.tokens).isEmpty();

        transport.logIn = Optional.empty();
        offer(stream);
        settle(stream);

        assertThat(told.recovered).isEqualTo(1);
    }

    @Test
    void logInsThatFail_keepADistance() {
        transport.logIn = Optional.of(new HttpReply.None("no route to host"));
        stream(sample()).start();

        loop.pass(Duration.ofSeconds(60));

        assertThat(told.outages).as("each failure of an outage is told").hasSizeBetween(5, 61);
    }

    @Test
    void receiptsThatFailInARow_areRetriedAndThenMissing() {
        EventStream stream = stream(sample());
        stream.start();
        assertThat(loop.runUntil(() -> told.receipts.size() == 1, LIMIT)).isTrue();

        transport.always.put("receipts", BUSY);
        offer(stream);
        assertThat(loop.runUntil(() -> told.retried == MANY - 1, LIMIT)).isTrue();
        assertThat(told.missing).isZero();
        assertThat(loop.runUntil(() -> told.missing == 1, LIMIT)).isTrue();
        assertThat(told.retried).isEqualTo(MANY);
        assertThat(told.outages).isNotEmpty().allMatch(reason -> reason.contains("slow down"));

        transport.always.clear();
        settle(stream);
        assertThat(told.recovered).isEqualTo(1);
        assertThat(broker.stored.get("s"))
                .as("sent again, since it was not proved")
                .hasSizeGreaterThan(1);
    }

    @Test
    void receiptThatComesBack_endsTheCountOfThoseThatFailed() {
        EventStream stream = stream(sample());
        stream.start();
        for (int round = 0; round < 3; round++) {
            int before = told.retried;
            transport.always.put("receipts", BUSY);
            offer(stream);
            assertThat(loop.runUntil(() -> told.retried == before + MANY - 1, LIMIT))
                    .isTrue();
            transport.always.clear();
            settle(stream);
        }

        assertThat(told.missing).isZero();
    }

    @Test
    void withoutReceipts_theLogInIsEnough() {
        EventStream stream = stream(sample().withoutReceipts());
        stream.start();

        assertThat(loop.runUntil(() -> told.tokens.size() == 1, LIMIT)).isTrue();
        offer(stream);
        settle(stream);
        assertThat(told.receipts).isEmpty();
    }

    private static SampleConfig sample() {
        return new SampleConfig(URI.create("http://simulated"));
    }

    private EventStream stream(SampleConfig config) {
        return new EventStream(
                config.config(),
                loop,
                transport,
                loop.clock(),
                new Random(5),
                new GatewayTurns(),
                Optional.empty(),
                told);
    }

    private void offer(EventStream stream) {
        Event event = new Event("s", "k", "{\"e\":1}", "application/json", List.of(), () -> "test");
        assertThat(stream.offer(List.of(event)).count()).isEqualTo(1);
        offered++;
    }

    private void settle(EventStream stream) {
        assertThat(loop.runUntil(() -> stream.settled() == offered, LIMIT)).isTrue();
    }
}
