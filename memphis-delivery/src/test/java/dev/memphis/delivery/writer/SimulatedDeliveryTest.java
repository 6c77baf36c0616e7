package dev.memphis.delivery.writer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.delivery.event.Event;
import dev.memphis.delivery.options.BatchMode;
import dev.memphis.delivery.options.DeliveryConfig;
import dev.memphis.delivery.options.Ordering;
import dev.memphis.delivery.options.PoisonPolicy;
import dev.memphis.delivery.options.ReceiptConfig;
import dev.memphis.delivery.transport.Produce.Form;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Random schedules of answers, delays, crashes, losses and token expiries against a simulated gateway. A failing seed is
 * in the message; {@code -Dmemphis.simulation.seed=N} replays it alone.
 */
class SimulatedDeliveryTest {
    private static final int SCHEDULES = 10_000;
    private static final Duration LIMIT = Duration.ofHours(2);

    @Test
    void randomSchedules_nothingLostOrderKeptNoRaceAndAllEnd() {
        Long only = Long.getLong("memphis.simulation.seed");
        for (long seed = only == null ? 1 : only; seed <= (only == null ? SCHEDULES : only); seed++) {
            new Schedule(seed).run();
        }
    }

    private static final class Schedule {
        private final long seed;
        private final Random random;
        private final SimulatedLoop loop = new SimulatedLoop();
        private final Ordering ordering;
        private final Set<String> poison = new HashSet<>();
        private final List<Event> sent = new ArrayList<>();
        private final SimulatedGateway gateway;
        private final Courier courier;
        private final int maxBytes;
        private boolean over;

        Schedule(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
            this.ordering =
                    List.of(Ordering.KEY, Ordering.STATION, Ordering.NONE).get(random.nextInt(3));
            double trouble = random.nextInt(3) * 0.02;
            gateway = new SimulatedGateway(
                    loop,
                    new Random(seed + 1),
                    new SimulatedGateway.Faults(trouble, trouble, trouble / 4, trouble / 4, poison));
            maxBytes = random.nextInt(3) == 0 ? 100 + random.nextInt(300) : 2000 + random.nextInt(100_000);
            DeliveryConfig config = new DeliveryConfig(
                    ordering,
                    BatchMode.AUTO,
                    1 + random.nextInt(40),
                    4000,
                    1_000_000,
                    1 + random.nextInt(64),
                    maxBytes,
                    Duration.ofMillis(50),
                    Duration.ofSeconds(3),
                    Optional.empty(),
                    PoisonPolicy.SKIP,
                    Optional.empty(),
                    Optional.empty());
            FormChooser chooser = random.nextBoolean()
                    ? new MeasuredFormChooser()
                    : FormChooser.fixed(random.nextBoolean() ? Form.BATCH : Form.SINGLE);
            Random jitter = new Random(seed + 2);
            courier = new Courier(
                    loop,
                    gateway,
                    config,
                    new ReceiptConfig(true, "receipts", Duration.ofSeconds(2)),
                    chooser,
                    (event, body) -> body.length % 5 != 0,
                    loop.clock(),
                    jitter,
                    DeliveryListener.NONE);
        }

        void run() {
            scheduleFaults();
            int rounds = 1 + random.nextInt(6);
            for (int i = 0; i < rounds; i++) {
                Round round = new Round(events(random.nextInt(120)), ordering);
                loop.execute(() -> courier.carry(round));
                assertThat(loop.runUntil(() -> round.finished().isDone(), LIMIT))
                        .as("seed %d: round %d ends", seed, i)
                        .isTrue();
                assertThat(round.finished()).as("seed %d: round %d", seed, i).isCompletedWithValue(null);
                checkNothingLost();
            }
            over = true;
            checkOrder();
            assertThat(gateway.races).as("seed %d: races", seed).isEmpty();
            assertThat(gateway.mostBytesInFlight)
                    .as("seed %d: bytes under way", seed)
                    .isLessThanOrEqualTo(maxBytes);
        }

        private void scheduleFaults() {
            if (random.nextInt(3) == 0) {
                return;
            }
            Duration wait = soon();
            loop.schedule(wait, () -> {
                if (over) {
                    return;
                }
                switch (random.nextInt(5)) {
                    case 0 -> gateway.crash(Duration.ofMillis(random.nextInt(2000)));
                    case 1 -> gateway.breakBroker(Duration.ofMillis(random.nextInt(20_000)));
                    case 2 -> gateway.breakBroker(Duration.ofMillis(27_000 + random.nextInt(20_000)));
                    case 3 -> gateway.invalidateTokens();
                    default -> {
                        // The connection before the renewal may still hold what was accepted on it.
                        gateway.invalidateTokens();
                        loop.schedule(Duration.ofMillis(random.nextInt(300)), this::crashUnlessOver);
                    }
                }
                loop.schedule(soon(), this::scheduleFaults);
            });
        }

        /** Most handled batches take less than a tenth of a second: trouble has to come as fast to meet them. */
        private Duration soon() {
            return Duration.ofMillis(random.nextInt(random.nextInt(3) == 0 ? 60_000 : 150));
        }

        private void crashUnlessOver() {
            if (!over) {
                gateway.crash(Duration.ofMillis(random.nextInt(500)));
            }
        }

        private List<Event> events(int count) {
            List<Event> events = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                String key = random.nextInt(10) == 0 ? null : "k" + random.nextInt(12);
                String id = "e" + sent.size() + "x".repeat(random.nextInt(30));
                if (random.nextInt(100) == 0) {
                    poison.add(id);
                }
                Event event =
                        new Event("s" + random.nextInt(3), key, id, "application/json", List.of(), () -> "simulation");
                sent.add(event);
                events.add(event);
            }
            return events;
        }

        private void checkNothingLost() {
            for (Event event : sent) {
                String id = id(event);
                if (!poison.contains(id)) {
                    assertThat(gateway.stored.getOrDefault(event.station(), List.of()))
                            .as("seed %d: %s was marked, so it is stored", seed, id)
                            .contains(id);
                }
            }
        }

        /** The order of first storing is the source's order, within each ordering unit. */
        private void checkOrder() {
            if (ordering == Ordering.NONE) {
                return;
            }
            Map<String, List<String>> expected = new HashMap<>();
            Map<String, String> unitOf = new HashMap<>();
            for (Event event : sent) {
                String unit = event.station() + "/" + (ordering == Ordering.KEY ? event.key() : "all");
                unitOf.put(id(event), unit);
                if (!poison.contains(id(event))) {
                    expected.computeIfAbsent(unit, name -> new ArrayList<>()).add(id(event));
                }
            }
            Map<String, Set<String>> actual = new HashMap<>();
            gateway.stored.forEach((station, ids) -> ids.forEach(id -> {
                if (unitOf.containsKey(id)) {
                    actual.computeIfAbsent(unitOf.get(id), name -> new LinkedHashSet<>())
                            .add(id);
                }
            }));
            expected.forEach((unit, ids) -> assertThat(actual.get(unit))
                    .as("seed %d: order of first storing in %s", seed, unit)
                    .containsExactlyElementsOf(ids));
        }

        private static String id(Event event) {
            return new String(event.encode(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }
}
