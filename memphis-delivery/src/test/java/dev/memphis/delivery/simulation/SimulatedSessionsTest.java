package dev.memphis.delivery.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.delivery.EventStream;
import dev.memphis.delivery.event.Event;
import dev.memphis.delivery.options.BatchMode;
import dev.memphis.delivery.transport.SampleConfig;
import dev.memphis.delivery.turns.GatewayTurns;
import dev.memphis.delivery.writer.DeliveryListener;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Random schedules of several sessions of one process at one gateway, as one user: each logs in, refreshes, uses stations for
 * the first time, ends and is followed by another, while the others produce. A failing seed is in the message;
 * {@code -Dmemphis.simulation.seed=N} replays it alone.
 */
class SimulatedSessionsTest {
    private static final int SCHEDULES = Integer.getInteger("memphis.simulation.schedules", 2_000) / 5;
    private static final Duration LIMIT = Duration.ofHours(2);

    @Test
    void randomSchedules_noLogInMeetsAProduce_whatIsProvedIsStored_andAllEnd() {
        Long only = Long.getLong("memphis.simulation.seed");
        if (only != null) {
            new Schedule(only).run();
            return;
        }
        LongStream.rangeClosed(1, SCHEDULES).parallel().forEach(seed -> new Schedule(seed).run());
    }

    private static final class Schedule {
        private final long seed;
        private final Random random;
        private final SimulatedLoop loop = new SimulatedLoop();
        private final SimulatedBroker broker;
        private final SimulatedGateway gateway;
        private final GatewayTurns turns = new GatewayTurns();
        private final List<Session> sessions = new ArrayList<>();
        private final boolean faults;
        private int serial;
        private boolean over;

        Schedule(long seed) {
            this.seed = seed;
            random = new Random(seed);
            faults = random.nextBoolean();
            broker = new SimulatedBroker(loop, new Random(seed + 1));
            // What the cleaner does to a session that sends nothing then, the session cannot know.
            gateway = new SimulatedGateway(loop, new Random(seed + 2), broker, Duration.ofSeconds(60), false, Set.of());
        }

        void run() {
            scheduleFaults();
            int count = 2 + random.nextInt(3);
            for (int i = 0; i < count; i++) {
                sessions.add(new Session());
                loop.pass(Duration.ofMillis(random.nextInt(20)));
            }
            int steps = 5 + random.nextInt(40);
            for (int step = 0; step < steps; step++) {
                int place = random.nextInt(count);
                if (random.nextInt(15) == 0) {
                    sessions.get(place).end();
                    sessions.set(place, new Session());
                } else {
                    sessions.get(place).take(random.nextInt(60));
                }
                loop.pass(Duration.ofMillis(random.nextInt(random.nextInt(10) == 0 ? 5000 : 20)));
            }
            sessions.forEach(Session::await);
            over = true;
            sessions.forEach(Session::checkOrder);
            assertThat(gateway.races).as("seed %d: races", seed).isEmpty();
        }

        private void scheduleFaults() {
            loop.schedule(Duration.ofMillis(random.nextInt(random.nextInt(3) == 0 ? 30_000 : 100)), () -> {
                if (over) {
                    return;
                }
                switch (random.nextInt(faults ? 4 : 1)) {
                    case 0 -> gateway.invalidateToken();
                    case 1 -> broker.kill(Duration.ofMillis(200 + random.nextInt(2300)));
                    case 2 -> broker.kill(Duration.ofMillis(random.nextInt(60_000)));
                    default -> {
                        gateway.kill(Duration.ofMillis(random.nextInt(1500)));
                        sessions.forEach(session -> session.transport.processEnded());
                    }
                }
                scheduleFaults();
            });
        }

        /** One delivery, with rows of its own. */
        private final class Session {
            private final int number = serial++;
            private final SimulatedTransport transport;
            private final EventStream stream;
            private final List<Event> sent = new ArrayList<>();
            private int checked;

            Session() {
                double rate = faults ? random.nextInt(3) * 0.01 : 0;
                transport = new SimulatedTransport(
                        loop,
                        new Random(seed + 100 + number),
                        gateway,
                        new SimulatedTransport.Faults(rate, rate / 2, rate / 4, 0));
                SampleConfig config = new SampleConfig(URI.create("http://simulated"))
                        .withReceiptStation("receipts-" + number)
                        .withBatches(BatchMode.AUTO, 1 + random.nextInt(40));
                stream = new EventStream(
                        config.config(),
                        loop,
                        transport,
                        loop.clock(),
                        new Random(seed + 200 + number),
                        turns,
                        Optional.empty(),
                        DeliveryListener.NONE);
                stream.onProgress(this::checkWhatIsSettled);
                stream.start();
            }

            void take(int count) {
                List<Event> events = new ArrayList<>();
                for (int i = 0; i < count; i++) {
                    String data = "{\"of\":" + number + ",\"e\":" + (sent.size() + i) + "}";
                    events.add(new Event(
                            "s" + random.nextInt(4),
                            "k" + random.nextInt(20),
                            data,
                            "application/json",
                            List.of(),
                            () -> "simulation"));
                }
                sent.addAll(events.subList(0, stream.offer(events).count()));
            }

            void await() {
                assertThat(loop.runUntil(() -> stream.settled() >= sent.size(), LIMIT))
                        .as("seed %d: session %d: settled are %d of %d", seed, number, stream.settled(), sent.size())
                        .isTrue();
            }

            /** Ends with what is under way, as a Delivery does. */
            void end() {
                checkWhatIsSettled();
                stream.onProgress(() -> {});
                stream.close();
                transport.close();
            }

            private void checkWhatIsSettled() {
                long settled = stream.settled();
                if (checked < settled) {
                    Set<String> stored = new HashSet<>();
                    broker.stored.values().forEach(stored::addAll);
                    while (checked < settled) {
                        Event event = sent.get(checked++);
                        assertThat(stored)
                                .as("seed %d: session %d: what is proved is stored", seed, number)
                                .contains(data(event));
                    }
                }
            }

            /** The first storing of each of a row's events is in order, and so is the last. */
            void checkOrder() {
                Map<String, Integer> places = new HashMap<>();
                sent.forEach(event -> places.put(data(event), places.size()));
                Map<String, Integer> newest = new HashMap<>();
                Map<String, Integer> last = new HashMap<>();
                broker.stored.forEach((station, all) -> all.forEach(data -> {
                    Integer place = places.get(data);
                    if (place != null) {
                        String row = station + "/" + sent.get(place).key();
                        int before = newest.getOrDefault(row, -1);
                        assertThat(sent.subList(before + 1, Math.max(before + 1, place)))
                                .as("seed %d: session %d: overtaken by %s in %s", seed, number, data, row)
                                .noneMatch(event -> row.equals(event.station() + "/" + event.key()));
                        newest.merge(row, place, Math::max);
                        last.put(row, place);
                    }
                }));
                assertThat(last)
                        .as("seed %d: session %d: the last of each row is its newest", seed, number)
                        .isEqualTo(newest);
            }

            private static String data(Event event) {
                return new String(event.encode(), StandardCharsets.UTF_8);
            }
        }
    }
}
