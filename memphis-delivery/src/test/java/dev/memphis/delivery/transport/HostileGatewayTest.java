package dev.memphis.delivery.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.delivery.event.Event;
import dev.memphis.delivery.options.BatchMode;
import dev.memphis.delivery.writer.DeliveryListener;
import dev.memphis.delivery.writer.Outage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/**
 * The whole delivery over real sockets against a gateway whose answers are hostile for a while: nothing is settled that is not
 * stored, nothing breaks the sink, and all arrive. The message has the seed; {@code -Dmemphis.hostile.seed=N} replays its choices,
 * though not the threads' timing.
 */
class HostileGatewayTest {
    private static final int GATEWAYS = Integer.getInteger("memphis.hostile.gateways", 8);
    private static final int AT_ONCE = Integer.getInteger("memphis.hostile.at.once", 8);
    private static final long FIRST = Long.getLong("memphis.hostile.seed", System.nanoTime());
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration LIMIT = Duration.ofSeconds(120);

    @Test
    void hostileAnswers_areRetriedAndNeverAProof() throws Exception {
        List<Future<Void>> runs = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (int i = 0; i < GATEWAYS; i++) {
                long seed = FIRST + i;
                runs.add(threads.submit(() -> {
                    new Run(seed).run();
                    return null;
                }));
            }
        }
        for (Future<Void> run : runs) {
            run.get(1, TimeUnit.SECONDS);
        }
    }

    private static final class Run implements DeliveryListener {
        private final long seed;
        private final Random random;
        private final AtomicReference<Outage> outage = new AtomicReference<>();
        private final List<Event> events = new ArrayList<>();

        Run(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
            int count = 20 + random.nextInt(200);
            for (int i = 0; i < count; i++) {
                String body = "{\"e\":" + i + "}";
                events.add(new Event(
                        "s" + random.nextInt(3),
                        "k" + random.nextInt(20),
                        body,
                        "application/json",
                        List.of(),
                        () -> "test"));
            }
        }

        void run() throws Exception {
            BatchMode mode = BatchMode.values()[random.nextInt(BatchMode.values().length)];
            try (HostileGateway gateway = new HostileGateway(seed, 1 + random.nextInt(40));
                    Conversation conversation = new Conversation(
                            new SampleConfig(gateway.url())
                                    .withPatience(PATIENCE)
                                    .withBatches(mode, 20),
                            this)) {
                conversation.stream().start();
                int offered = 0;
                while (offered < events.size()) {
                    int until = Math.min(events.size(), offered + 1 + random.nextInt(60));
                    assertThat(conversation.stream()
                                    .offer(events.subList(offered, until))
                                    .count())
                            .isEqualTo(until - offered);
                    offered = until;
                    Thread.sleep(random.nextInt(20));
                }
                check(gateway, conversation);
            } catch (Exception | AssertionError e) {
                throw new AssertionError("seed " + seed, e);
            }
        }

        private void check(HostileGateway gateway, Conversation conversation) throws InterruptedException {
            long end = System.nanoTime() + LIMIT.toNanos();
            int checked = 0;
            while (checked < events.size()) {
                long known = checked;
                assertThat(conversation.stream()
                                .await(() -> conversation.stream().settled() > known, LIMIT))
                        .as("progress beyond %d of %d, outage: %s", checked, events.size(), outage)
                        .isTrue();
                assertThat(end - System.nanoTime()).as("all in time").isPositive();
                while (checked < conversation.stream().settled()) {
                    assertThat(gateway.stored)
                            .contains(new String(events.get(checked).encode(), StandardCharsets.UTF_8));
                    checked++;
                }
            }
        }

        @Override
        public void outage(Outage current) {
            outage.set(current);
            if (current.reason().length() > 2000 || current.reason().chars().anyMatch(Character::isISOControl)) {
                throw new AssertionError("a reason that is no line: " + current.reason());
            }
        }

        @Override
        public void recovered(Outage last) {
            outage.set(null);
        }
    }
}
