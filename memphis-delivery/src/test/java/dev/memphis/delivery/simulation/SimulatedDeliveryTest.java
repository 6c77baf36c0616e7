package dev.memphis.delivery.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.delivery.EventStream;
import dev.memphis.delivery.event.Event;
import dev.memphis.delivery.event.EventHeader;
import dev.memphis.delivery.options.Ordering;
import dev.memphis.delivery.options.PoisonPolicy;
import dev.memphis.delivery.transport.SampleConfig;
import dev.memphis.delivery.turns.GatewayTurns;
import dev.memphis.delivery.writer.DeliveryListener;
import java.net.URI;
import java.nio.charset.StandardCharsets;
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
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Random schedules of answers, delays, crashes, losses and token expiries: the writer and the protocol against a simulated
 * gateway and broker. A failing seed is in the message; {@code -Dmemphis.simulation.seed=N} replays it alone, and
 * {@code -Dmemphis.simulation.schedules=N} sets how many there are.
 */
class SimulatedDeliveryTest {
    private static final int SCHEDULES = Integer.getInteger("memphis.simulation.schedules", 2_000);
    private static final Duration LIMIT = Duration.ofHours(2);

    @Test
    void randomSchedules_whatIsProvedIsStoredOrderIsKeptNoRaceAndAllEnd() {
        Long only = Long.getLong("memphis.simulation.seed");
        if (only != null) {
            new Schedule(only).run();
            return;
        }
        long lost = LongStream.rangeClosed(1, SCHEDULES)
                .parallel()
                .map(seed -> new Schedule(seed).run())
                .sum();
        assertThat(lost).as("messages that were answered with 200 and lost").isGreaterThan(SCHEDULES / 100);
    }

    private static final class Schedule {
        private final long seed;
        private final Random random;
        private final SimulatedLoop loop = new SimulatedLoop();
        private final Ordering ordering;
        private final boolean receipts;
        private final boolean shared;
        private final Set<String> poison = new HashSet<>();
        private final List<Event> sent = new ArrayList<>();
        private final SimulatedBroker broker;
        private final SimulatedGateway gateway;
        private final SimulatedTransport transport;
        private final EventStream stream;
        private final int maxBytes;
        private long checked;
        private boolean over;

        Schedule(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
            this.ordering =
                    List.of(Ordering.KEY, Ordering.STATION, Ordering.NONE).get(random.nextInt(3));
            this.receipts = random.nextInt(10) != 0;
            this.shared = random.nextInt(10) == 0;
            double rate = random.nextInt(3) * 0.01;
            broker = new SimulatedBroker(loop, new Random(seed + 1));
            gateway = new SimulatedGateway(loop, new Random(seed + 2), broker, Duration.ofSeconds(60), !shared, poison);
            transport = new SimulatedTransport(
                    loop,
                    new Random(seed + 3),
                    gateway,
                    new SimulatedTransport.Faults(
                            rate, rate / 2, rate / 4, random.nextInt(4) == 0 ? 20 + random.nextInt(200) : 0));
            maxBytes = random.nextInt(3) == 0 ? 100 + random.nextInt(300) : 2000 + random.nextInt(100_000);
            SampleConfig config = new SampleConfig(URI.create("http://simulated"))
                    .withReceipts(receipts)
                    .withShared(shared)
                    .withMaxInFlightBytes(maxBytes)
                    .withOrdering(ordering)
                    .withReceiptTimeout(Duration.ofMillis(random.nextBoolean() ? 500 : 5000))
                    .withPoison(PoisonPolicy.SKIP, Optional.empty(), Optional.empty())
                    .withAnyBatches(random);
            stream = new EventStream(
                    config.config(),
                    loop,
                    transport,
                    loop.clock(),
                    new Random(seed + 4),
                    new GatewayTurns(),
                    Optional.empty(),
                    DeliveryListener.NONE);
            stream.onProgress(this::checkWhatIsSettled);
        }

        /** Returns how many messages were answered with 200 and lost. */
        long run() {
            scheduleFaults();
            stream.start();
            int rounds = 1 + random.nextInt(6);
            for (int round = 0; round < rounds; round++) {
                take(events(random.nextInt(random.nextInt(40) == 0 ? 8192 : 150)), round);
                if (random.nextBoolean()) {
                    await(stream.taken(), "round " + round);
                }
            }
            if (random.nextInt(5) == 0) {
                loadAroundTheCleaner();
            }
            await(stream.taken(), "the end");
            over = true;
            checkOrder();
            assertThat(gateway.races).as("seed %d: races", seed).isEmpty();
            assertThat(transport.mostBytesUnderWay)
                    .as("seed %d: bytes under way, beside receipts, brackets and commas", seed)
                    .isLessThanOrEqualTo(maxBytes + 600);
            return broker.lost;
        }

        /** Events in a steady flow, while the broker dies and the cleaner comes. */
        private void loadAroundTheCleaner() {
            if (shared || !receipts) {
                return;
            }
            Duration before = gateway.untilClean().minusMillis(700);
            if (before.isPositive()) {
                loop.pass(before);
                killBeforeTheCleaner();
            }
            for (int group = 0; group < 60; group++) {
                take(events(random.nextInt(20)), group);
                loop.pass(Duration.ofMillis(random.nextInt(60)));
            }
        }

        /** Offers events; mostly more are offered while the ones before are under way. */
        private void take(List<Event> events, int round) {
            int offered = 0;
            while (offered < events.size()) {
                offered += stream.offer(events.subList(offered, events.size())).count();
                assertThat(loop.runUntil(stream::hasRoom, LIMIT))
                        .as("seed %d: room in round %d", seed, round)
                        .isTrue();
            }
        }

        private void await(long number, String what) {
            assertThat(loop.runUntil(() -> stream.settled() >= number, LIMIT))
                    .as("seed %d: %s comes; settled are %d of %d", seed, what, stream.settled(), number)
                    .isTrue();
        }

        private void scheduleFaults() {
            if (random.nextInt(3) == 0) {
                return;
            }
            loop.schedule(soon(), () -> {
                if (over) {
                    return;
                }
                switch (random.nextInt(receipts ? 6 : 1)) {
                    case 0 -> gateway.invalidateToken();
                    case 1 -> killBeforeTheCleaner();
                    case 2 -> broker.kill(Duration.ofMillis(200 + random.nextInt(2300)));
                    case 3 -> broker.kill(Duration.ofMillis(random.nextInt(60_000)));
                    case 4 -> killGateway();
                    default -> {
                        // The connection before the renewal may still hold what was accepted on it.
                        gateway.invalidateToken();
                        loop.schedule(Duration.ofMillis(random.nextInt(300)), this::killGateway);
                    }
                }
                loop.schedule(soon(), this::scheduleFaults);
            });
        }

        /** Most rounds take less than a tenth of a second: trouble has to come as fast to meet them. */
        private Duration soon() {
            return Duration.ofMillis(random.nextInt(random.nextInt(3) == 0 ? 60_000 : 150));
        }

        /** The worst moment: the cleaner drops the connection, and the broker serves again before anybody waits. */
        private void killBeforeTheCleaner() {
            Duration before = Duration.ofMillis(100 + random.nextInt(400));
            Duration wait = gateway.untilClean().minus(before);
            if (!shared && wait.isPositive()) {
                loop.schedule(wait, () -> {
                    if (!over) {
                        broker.kill(Duration.ofMillis(200 + random.nextInt(100)));
                    }
                });
            }
        }

        private void killGateway() {
            if (!over) {
                gateway.kill(Duration.ofMillis(random.nextInt(1500)));
                transport.processEnded();
            }
        }

        private List<Event> events(int count) {
            List<Event> events = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                String key = random.nextInt(20) == 0 ? null : "k" + random.nextInt(40);
                String data = "{\"e\":" + (sent.size()) + ",\"x\":\"" + "x".repeat(random.nextInt(30)) + "\"}";
                if (random.nextInt(100) == 0) {
                    poison.add(data);
                }
                List<EventHeader> headers = random.nextInt(10) == 0 ? List.of(new EventHeader("H", "v")) : List.of();
                Event event =
                        new Event("s" + random.nextInt(3), key, data, "application/json", headers, () -> "simulation");
                sent.add(event);
                events.add(event);
            }
            return events;
        }

        /** Whatever is settled is stored, from that moment on. */
        private void checkWhatIsSettled() {
            long settled = stream.settled();
            while (checked < settled) {
                Event event = sent.get((int) checked++);
                String data = data(event);
                if (receipts && !poison.contains(data) && !isStored(event.station(), data)) {
                    throw new AssertionError(
                            "seed " + seed + ": event " + checked + " was proved and is not stored: " + data);
                }
            }
        }

        private final Map<String, Set<String>> index = new HashMap<>();
        private final Map<String, Integer> indexed = new HashMap<>();

        private boolean isStored(String station, String data) {
            List<String> all = broker.stored.getOrDefault(station, List.of());
            Set<String> known = index.computeIfAbsent(station, name -> new HashSet<>());
            for (int i = indexed.getOrDefault(station, 0); i < all.size(); i++) {
                known.add(all.get(i));
            }
            indexed.put(station, all.size());
            return known.contains(data);
        }

        /** Within each ordering unit the last storing of each event is in order; by key the first one, too. */
        private void checkOrder() {
            if (ordering == Ordering.NONE || !receipts) {
                return;
            }
            Map<String, List<String>> expected = new HashMap<>();
            Map<String, String> unitOf = new HashMap<>();
            for (Event event : sent) {
                String unit = event.station() + "/" + (ordering == Ordering.KEY ? event.key() : "all");
                unitOf.put(data(event), unit);
                if (!poison.contains(data(event))) {
                    expected.computeIfAbsent(unit, name -> new ArrayList<>()).add(data(event));
                }
            }
            Map<String, LinkedHashSet<String>> first = new HashMap<>();
            Map<String, LinkedHashSet<String>> last = new HashMap<>();
            broker.stored.forEach((station, all) -> all.forEach(data -> {
                String unit = unitOf.get(data);
                if (unit != null) {
                    first.computeIfAbsent(unit, name -> new LinkedHashSet<>()).add(data);
                    LinkedHashSet<String> newest = last.computeIfAbsent(unit, name -> new LinkedHashSet<>());
                    newest.remove(data);
                    newest.add(data);
                }
            }));
            expected.forEach((unit, ids) -> {
                assertThat(last.get(unit))
                        .as("seed %d: order of last storing in %s", seed, unit)
                        .containsExactlyElementsOf(ids);
                if (ordering == Ordering.KEY && !unit.endsWith("/null")) {
                    assertThat(first.get(unit))
                            .as("seed %d: order of first storing in %s", seed, unit)
                            .containsExactlyElementsOf(ids);
                }
            });
        }

        private static String data(Event event) {
            return new String(event.encode(), StandardCharsets.UTF_8);
        }
    }
}
