package dev.memphis.delivery.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.delivery.EventStream;
import dev.memphis.delivery.event.Event;
import dev.memphis.delivery.transport.HttpReply;
import dev.memphis.delivery.transport.SampleConfig;
import dev.memphis.delivery.turns.GatewayTurns;
import dev.memphis.delivery.writer.DeadLetters;
import dev.memphis.delivery.writer.DeliveryListener;
import dev.memphis.delivery.writer.Outage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Whatever is said instead of the gateway's answers, for as long as it is said: no event is proved that is not stored, no
 * standstill is silent, and once the gateway is heard again, all arrive. A failing seed is in the message;
 * {@code -Dmemphis.simulation.seed=N} replays it alone.
 */
class HostileRepliesTest {
    private static final int SCHEDULES = Integer.getInteger("memphis.hostile.schedules", 100);
    private static final Duration LIMIT = Duration.ofHours(2);
    /** The longest wait that is believed, and what a request may take beside it. */
    private static final Duration SILENCE = Duration.ofSeconds(75);

    @Test
    void whateverIsAnswered_isARetryOrAnOutageAndNeverAProof() {
        Long only = Long.getLong("memphis.simulation.seed");
        LongStream seeds = only == null ? LongStream.rangeClosed(1, SCHEDULES) : LongStream.of(only);

        long outages = seeds.parallel().map(seed -> new Schedule(seed).run()).sum();

        assertThat(outages).as("outages that were told of").isPositive();
    }

    @Test
    void outageOfAnEventThatIsRefusedForGood_isOverWithIt() {
        Schedule schedule = new Schedule(1);
        schedule.stream.start();
        schedule.transport.always.put("s0", Schedule.failure(500, "busy", null));
        schedule.offer("s0");
        schedule.loop.pass(Duration.ofSeconds(2));
        assertThat(schedule.outage).as("while it is tried again").isTrue();

        schedule.transport.always.put("s0", Schedule.failure(400, "Schema validation has failed: x", null));
        schedule.await();

        assertThat(schedule.deadLetters).hasSize(1);
        assertThat(schedule.outage).as("with nothing left").isFalse();
    }

    /** Seed 854 found it. */
    @Test
    void longPauseThatOneAnswerAsksFor_isToldOfThoughOthersWereAccepted() {
        Schedule schedule = new Schedule(1);
        schedule.stream.start();
        schedule.offer("s0", "s1");
        schedule.await();

        schedule.transport.always.put("s0", Schedule.failure(429, "slow down", "60"));
        schedule.offer("s0", "s1", "s1", "s1", "s1", "s1", "s1", "s1", "s1", "s1", "s1", "s1");
        schedule.loop.pass(Duration.ofSeconds(5));
        assertThat(schedule.outage).as("in the pause").isTrue();

        schedule.transport.always.clear();
        schedule.await();
        assertThat(schedule.outage).as("afterwards").isFalse();
    }

    private static final class Schedule implements DeliveryListener, DeadLetters {
        private final long seed;
        private final Random random;
        private final SimulatedLoop loop = new SimulatedLoop();
        private final SimulatedBroker broker;
        private final HostileTransport transport;
        private final EventStream stream;
        private final List<Event> sent = new ArrayList<>();
        private final Set<String> deadLetters = new HashSet<>();
        private final Set<String> stored = new HashSet<>();
        private int looked;
        private long checked;
        /** When something was settled, or an outage told of, for the last time. */
        private long newsAt;

        private boolean outage;
        private long outages;

        Schedule(long seed) {
            this.seed = seed;
            random = new Random(seed);
            broker = new SimulatedBroker(loop, new Random(seed + 1));
            SimulatedGateway gateway = new SimulatedGateway(
                    loop, new Random(seed + 2), broker, Duration.ofSeconds(60), random.nextInt(4) == 0, Set.of());
            SimulatedTransport network =
                    new SimulatedTransport(loop, new Random(seed + 3), gateway, SimulatedTransport.Faults.NONE);
            transport = new HostileTransport(network, loop, new Random(seed + 4));
            SampleConfig config = new SampleConfig(URI.create("http://simulated")).withAnyBatches(random);
            stream = new EventStream(
                    config.config(),
                    loop,
                    transport,
                    loop.clock(),
                    new Random(seed + 5),
                    new GatewayTurns(),
                    Optional.of(this),
                    this);
            stream.onProgress(this::checkWhatIsSettled);
        }

        /** Returns how many outages were told of. */
        long run() {
            stream.start();
            watch();
            int phases = 1 + random.nextInt(4);
            for (int phase = 0; phase < phases; phase++) {
                transport.share = random.nextBoolean() ? 1 : random.nextDouble();
                offer(1 + random.nextInt(60));
                loop.pass(Duration.ofMillis(random.nextInt(random.nextInt(10) == 0 ? 100_000 : 5000)));
                transport.share = 0;
                if (random.nextBoolean()) {
                    await();
                }
            }
            await();
            assertThat(outage).as("seed %d: an outage is still told of", seed).isFalse();
            return outages;
        }

        private static HttpReply failure(int status, String error, String retryAfter) {
            String body = "{\"error\":\"" + error + "\",\"success\":false}";
            return new HttpReply.Answered(
                    status,
                    name -> name.equals("Retry-After") ? retryAfter : null,
                    body.getBytes(StandardCharsets.UTF_8));
        }

        private void offer(int count) {
            String[] stations = new String[count];
            Arrays.setAll(stations, i -> "s" + random.nextInt(3));
            offer(stations);
        }

        private void offer(String... stations) {
            List<Event> events = new ArrayList<>();
            for (String station : stations) {
                String data = "{\"e\":" + sent.size() + "}";
                Event event = new Event(
                        station, "k" + random.nextInt(20), data, "application/json", List.of(), () -> "simulation");
                sent.add(event);
                events.add(event);
            }
            if (stream.taken() == stream.settled()) {
                newsAt = loop.nanoTime();
            }
            assertThat(stream.offer(events).count()).isEqualTo(stations.length);
        }

        private void await() {
            assertThat(loop.runUntil(() -> stream.settled() >= stream.taken(), LIMIT))
                    .as("seed %d: settled are %d of %d", seed, stream.settled(), stream.taken())
                    .isTrue();
        }

        /** Whoever waits for long is told why. */
        private void watch() {
            boolean waits = stream.taken() > stream.settled();
            if (waits && loop.nanoTime() - newsAt > SILENCE.toNanos()) {
                throw new AssertionError("seed " + seed + ": a silent standstill after " + stream.settled() + " of "
                        + stream.taken() + " at " + Duration.ofNanos(loop.nanoTime()));
            }
            loop.schedule(Duration.ofSeconds(1), this::watch);
        }

        private void checkWhatIsSettled() {
            long settled = stream.settled();
            if (settled > checked) {
                newsAt = loop.nanoTime();
            }
            while (checked < settled) {
                Event event = sent.get((int) checked++);
                String data = new String(event.encode(), StandardCharsets.UTF_8);
                if (!deadLetters.contains(data) && !isStored(data)) {
                    throw new AssertionError("seed " + seed + ": was proved and is not stored: " + data);
                }
            }
        }

        private boolean isStored(String data) {
            long all = broker.stored.values().stream().mapToInt(List::size).sum();
            if (all != looked) {
                looked = (int) all;
                broker.stored.values().forEach(stored::addAll);
            }
            return stored.contains(data);
        }

        @Override
        public void write(Event event, byte[] body, String reason, Consumer<Optional<String>> done) {
            deadLetters.add(new String(body, StandardCharsets.UTF_8));
            loop.execute(() -> done.accept(Optional.empty()));
        }

        @Override
        public void outage(Outage current) {
            assertThat(current.reason())
                    .as("seed %d", seed)
                    .hasSizeLessThan(2000)
                    .doesNotContainPattern("\\p{Cntrl}");
            outage = true;
            newsAt = loop.nanoTime();
        }

        @Override
        public void recovered(Outage last) {
            outages++;
            outage = false;
        }
    }
}
