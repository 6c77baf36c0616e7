package dev.memphis.delivery.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.memphis.delivery.EventStream;
import dev.memphis.delivery.event.Event;
import dev.memphis.delivery.event.EventHeader;
import dev.memphis.delivery.options.BatchMode;
import dev.memphis.delivery.options.Ordering;
import dev.memphis.delivery.options.PoisonPolicy;
import dev.memphis.delivery.transport.SampleConfig;
import dev.memphis.delivery.turns.GatewayTurns;
import dev.memphis.delivery.writer.DeliveryException;
import dev.memphis.delivery.writer.DeliveryListener;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bad event in a batch, in simulated time and against a gateway without other faults. */
class SplittingTest {
    private static final int EVENTS = 512;
    private static final String BAD = "{\"bad\":1}";

    @TempDir
    Path folder;

    private final SimulatedLoop loop = new SimulatedLoop();
    private final SimulatedBroker broker = new SimulatedBroker(loop, new Random(1));
    private SimulatedGateway gateway = gatewayThatRefuses(Set.of(BAD));

    @Test
    void neighboursOfABadEvent_keepTheirOrderAndAreRepeatedOnlyAsOftenAsHalvingNeeds() {
        deliver(PoisonPolicy.SKIP, Optional.empty(), Optional.empty(), withBadAt(300));

        List<String> stored = broker.stored.get("s");
        assertThat(stored.stream().distinct()).containsExactlyElementsOf(good(300));
        // Halving 512 finds one in nine steps; what stands before it in the piece is stored again at each.
        assertThat(stored.size()).isLessThan(2 * EVENTS);
        assertThat(mostRepeated(stored)).isLessThanOrEqualTo(9);
    }

    @Test
    void deadLetterStation_getsTheBadEventAlone() {
        deliver(PoisonPolicy.DEAD_LETTER, Optional.of("dead"), Optional.empty(), withBadAt(7));

        assertThat(broker.stored.get("s").stream().distinct()).containsExactlyElementsOf(good(7));
        assertThat(broker.stored.get("dead")).containsExactly(BAD);
    }

    @Test
    void deadLetterStationThatRefusesToo_leavesItToTheFile() throws Exception {
        Path file = folder.resolve("dead.jsonl");
        gateway = gatewayThatRefuses(Set.of(BAD, "dead"));

        deliver(PoisonPolicy.DEAD_LETTER, Optional.of("dead"), Optional.of(file), withBadAt(7));

        assertThat(Files.readAllLines(file)).singleElement().asString().contains("\"origin\":\"event 7\"", "bad");
    }

    @Test
    void stop_namesTheBadEvent() {
        assertThatThrownBy(() -> deliver(PoisonPolicy.STOP, Optional.empty(), Optional.empty(), withBadAt(7)))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("event 7");
    }

    @Test
    void oversizedEvent_isNeverSentAndItsNeighboursShareABatch() {
        List<Event> events = withBadAt(EVENTS);
        events.set(5, event(5, "{\"x\":\"" + "x".repeat(2_000_000) + "\"}"));

        deliver(PoisonPolicy.SKIP, Optional.empty(), Optional.empty(), events);

        assertThat(broker.stored.get("s")).hasSize(EVENTS - 1).noneMatch(data -> data.length() > 1000);
        assertThat(gateway.produces).as("requests, the receipts' included").isLessThan(10);
    }

    @Test
    void oversizedByItsHeaders_isNeverSent() {
        List<Event> events = List.of(new Event(
                "s",
                "k",
                "x".repeat(999_000),
                "application/json",
                List.of(new EventHeader("h", "y".repeat(1500))),
                () -> "test"));

        deliver(PoisonPolicy.SKIP, Optional.empty(), Optional.empty(), events);

        assertThat(broker.stored).doesNotContainKey("s");
    }

    private SimulatedGateway gatewayThatRefuses(Set<String> poison) {
        return new SimulatedGateway(loop, new Random(1), broker, Duration.ofHours(1), false, poison);
    }

    private void deliver(
            PoisonPolicy policy, Optional<String> deadLetterStation, Optional<Path> file, List<Event> events) {
        SampleConfig config = new SampleConfig(URI.create("http://simulated"))
                .withOrdering(Ordering.STATION)
                .withBatches(BatchMode.ALWAYS, 1000)
                .withEventMaxBytes(1_000_000)
                .withPoison(policy, deadLetterStation, file);
        EventStream stream = new EventStream(
                config.config(),
                loop,
                new SimulatedTransport(loop, new Random(2), gateway, SimulatedTransport.Faults.NONE),
                loop.clock(),
                new Random(3),
                new GatewayTurns(),
                Optional.empty(),
                DeliveryListener.NONE);
        stream.start();
        assertThat(stream.offer(events).count()).isEqualTo(events.size());
        // The dead letter file is written on a thread of its own, in real time.
        await().pollInterval(Duration.ofMillis(5)).until(() -> {
            loop.runUntil(() -> stream.settled() >= events.size(), Duration.ofMinutes(1));
            return stream.settled() >= events.size();
        });
    }

    private static List<Event> withBadAt(int bad) {
        return new ArrayList<>(IntStream.range(0, EVENTS)
                .mapToObj(i -> event(i, i == bad ? BAD : data(i)))
                .toList());
    }

    private static String data(int index) {
        return "{\"e\":" + index + "}";
    }

    private static List<String> good(int bad) {
        return IntStream.range(0, EVENTS)
                .filter(i -> i != bad)
                .mapToObj(SplittingTest::data)
                .toList();
    }

    private static Event event(int index, String data) {
        return new Event("s", "k" + index, data, "application/json", List.of(), () -> "event " + index);
    }

    private static int mostRepeated(List<String> stored) {
        return stored.stream()
                .mapToInt(data -> Collections.frequency(stored, data))
                .max()
                .orElse(0);
    }
}
