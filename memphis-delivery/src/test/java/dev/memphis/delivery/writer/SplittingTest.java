package dev.memphis.delivery.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memphis.delivery.event.Event;
import dev.memphis.delivery.options.BatchMode;
import dev.memphis.delivery.options.DeliveryConfig;
import dev.memphis.delivery.options.Ordering;
import dev.memphis.delivery.options.PoisonPolicy;
import dev.memphis.delivery.options.ReceiptConfig;
import dev.memphis.delivery.transport.Produce.Form;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bad event in a batch, in simulated time and against a gateway without other faults. */
class SplittingTest {
    private static final int EVENTS = 512;
    private static final String BAD = "bad";

    @TempDir
    Path folder;

    private final SimulatedLoop loop = new SimulatedLoop();
    private SimulatedGateway gateway = gatewayThatRefuses(Set.of(BAD));

    @Test
    void neighboursOfABadEvent_keepTheirOrderAndAreRepeatedOnlyAsOftenAsHalvingNeeds() throws Exception {
        deliver(PoisonPolicy.SKIP, Optional.empty(), Optional.empty(), withBadAt(300));

        List<String> stored = gateway.stored.get("s");
        assertThat(stored.stream().distinct()).containsExactlyElementsOf(good(300));
        // Halving 512 finds one in nine steps; what stands before it in the piece is stored again at each.
        assertThat(stored.size()).isLessThan(2 * EVENTS);
        assertThat(mostRepeated(stored)).isLessThanOrEqualTo(9);
    }

    @Test
    void deadLetterStation_getsTheBadEventAlone() throws Exception {
        deliver(PoisonPolicy.DEAD_LETTER, Optional.of("dead"), Optional.empty(), withBadAt(7));

        assertThat(gateway.stored.get("s").stream().distinct()).containsExactlyElementsOf(good(7));
        assertThat(gateway.stored.get("dead")).containsExactly(BAD);
    }

    @Test
    void deadLetterStationThatRefusesToo_leavesItToTheFile() throws Exception {
        Path file = folder.resolve("dead.jsonl");
        gateway = gatewayThatRefuses(Set.of(BAD, "dead"));

        deliver(PoisonPolicy.DEAD_LETTER, Optional.of("dead"), Optional.of(file), withBadAt(7));

        assertThat(Files.readAllLines(file)).singleElement().asString().contains("\"origin\":\"event 7\"", "poison");
    }

    @Test
    void stop_namesTheBadEvent() {
        assertThatThrownBy(() -> deliver(PoisonPolicy.STOP, Optional.empty(), Optional.empty(), withBadAt(7)))
                .hasCauseInstanceOf(DeliveryException.class)
                .hasMessageContaining("event 7");
    }

    @Test
    void oversizedEvent_isNeverSentAndItsNeighboursShareABatch() throws Exception {
        List<Event> events = withBadAt(EVENTS);
        events.set(5, event(5, "x".repeat(2_000_000)));

        deliver(PoisonPolicy.SKIP, Optional.empty(), Optional.empty(), events);

        assertThat(gateway.stored.get("s")).hasSize(EVENTS - 1).noneMatch(data -> data.length() > 1000);
        assertThat(gateway.produces).as("requests, the receipts' included").isLessThan(10);
    }

    @Test
    void oversizedByItsHeaders_isNeverSent() throws Exception {
        List<Event> events = new ArrayList<>(List.of(new Event(
                "s",
                "k",
                "x".repeat(999_000),
                "application/json",
                List.of(new dev.memphis.delivery.event.EventHeader("h", "y".repeat(1500))),
                () -> "test")));

        deliver(PoisonPolicy.SKIP, Optional.empty(), Optional.empty(), events);

        assertThat(gateway.stored).doesNotContainKey("s");
    }

    private SimulatedGateway gatewayThatRefuses(Set<String> poison) {
        return new SimulatedGateway(loop, new Random(1), new SimulatedGateway.Faults(0, 0, 0, 0, poison));
    }

    private void deliver(
            PoisonPolicy policy, Optional<String> deadLetterStation, Optional<Path> file, List<Event> events)
            throws InterruptedException, ExecutionException {
        Courier courier = new Courier(
                loop,
                gateway,
                config(policy, deadLetterStation, file),
                new ReceiptConfig(true, "receipts", Duration.ofSeconds(2)),
                FormChooser.fixed(Form.BATCH),
                (event, body) -> true,
                loop.clock(),
                new Random(2),
                DeliveryListener.NONE);
        Round round = new Round(events, Ordering.STATION);
        loop.execute(() -> courier.carry(round));
        assertThat(loop.runUntil(() -> round.finished().isDone(), Duration.ofMinutes(1)))
                .isTrue();
        round.finished().get();
    }

    private static DeliveryConfig config(PoisonPolicy policy, Optional<String> deadLetterStation, Optional<Path> file) {
        return new DeliveryConfig(
                Ordering.STATION,
                BatchMode.ALWAYS,
                1000,
                4_000_000,
                1_000_000,
                64,
                16_000_000,
                Duration.ofMillis(50),
                Duration.ofSeconds(3),
                Optional.empty(),
                policy,
                deadLetterStation,
                file);
    }

    private static List<Event> withBadAt(int bad) {
        return new ArrayList<>(IntStream.range(0, EVENTS)
                .mapToObj(i -> event(i, i == bad ? BAD : "e" + i))
                .toList());
    }

    private static List<String> good(int bad) {
        return IntStream.range(0, EVENTS)
                .filter(i -> i != bad)
                .mapToObj(i -> "e" + i)
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
