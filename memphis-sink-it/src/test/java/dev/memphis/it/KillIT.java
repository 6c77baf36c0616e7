package dev.memphis.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.memphis.emulator.EmulatorOptions;
import dev.memphis.emulator.Faults;
import dev.memphis.emulator.MemphisEmulator;
import dev.memphis.emulator.broker.Message;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Parts of the pipeline die without warning at random moments, under load: nothing is lost, rows keep their order, and
 * the gateway sees none of the races that it would die of. {@code -Dmemphis.kill.seed=N} replays the moments,
 * {@code -Dmemphis.kill.rounds=N} sets how many there are.
 */
@Tag("long")
class KillIT {
    private static final int CHANGES_PER_SECOND = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int MANY_CHANGES = 5000;
    private static final int ROUNDS = Integer.getInteger("memphis.kill.rounds", 20);

    @RegisterExtension
    static final TestBed BED =
            new TestBed(EmulatorOptions.defaults().withStrict(true).withBrokerPatience(PATIENCE));

    private final long seed = Long.getLong("memphis.kill.seed", System.nanoTime());
    private final RandomGenerator random = new Random(seed);

    @Test
    void serverKilled_nothingIsLostRowsKeepTheirOrderAndRepeatedEventsTheirId() throws Exception {
        String station = underLoad(
                "server", Map.of("debezium.sink.memphis.event.id.header", "Event-Id"), LoadedPipeline::killServer);
        if (BED.memphis().emulator().isPresent()) {
            assertIdsTellChangesApart(emulator().stations().messages(station));
        }
    }

    /** A change that is stored twice has one id, and no two changes share one. */
    private static void assertIdsTellChangesApart(List<Message> messages) throws IOException {
        Map<String, String> changeOfId = new HashMap<>();
        Map<String, String> idOfChange = new HashMap<>();
        for (Message message : messages) {
            JsonNode row = new JsonMapper().readTree(message.data()).path("after");
            String change = "row " + row.path("id") + " version " + row.path("version");
            String id = message.headers().get("Event-Id");
            assertThat(changeOfId.putIfAbsent(id, change))
                    .as("change of id " + id)
                    .isIn(null, change);
            assertThat(idOfChange.putIfAbsent(change, id)).as("id of " + change).isIn(null, id);
        }
        System.out.println(
                messages.size() + " messages, " + changeOfId.size() + " ids of " + idOfChange.size() + " changes");
    }

    @Test
    void gatewayKilled_nothingIsLostAndRowsKeepTheirOrder() throws Exception {
        Faults faults = emulator().faults();
        AtomicInteger round = new AtomicInteger();
        underLoad("gateway", Map.of(), pipeline -> {
            // Every other time it takes messages with it that it had answered with 200.
            boolean holding = round.getAndIncrement() % 2 == 0;
            if (holding) {
                awaitFlow(pipeline.name());
                faults.breakBroker();
                pause(50, 500);
            }
            faults.crashGateway(Duration.ofMillis(random.nextInt(1, 2000)));
            if (holding) {
                faults.mendBroker();
            }
        });
        assertThat(faults.lost())
                .as("accepted messages that the gateway took with it")
                .isPositive();
    }

    @Test
    void brokerKilled_nothingIsLostAndRowsKeepTheirOrder() throws Exception {
        Faults faults = emulator().faults();
        long before = faults.lost();
        underLoad("broker", Map.of(), pipeline -> {
            faults.breakBroker();
            pause(100, 3000);
            faults.mendBroker();
        });
        assertThat(faults.lost() - before)
                .as("accepted messages that never reached the broker")
                .isPositive();
    }

    @Test
    void brokerRestartedAtRandomMoments_nothingProvedIsLostAndRowsKeepTheirOrder() throws Exception {
        // Mostly once events flow again; some meet the recovery from the one before.
        restartBroker("broker restarted", () -> pause(1000, 6500), 2500);
    }

    @Test
    void brokerRestartedJustBeforeTheCleaner_nothingProvedIsLostAndRowsKeepTheirOrder() throws Exception {
        long lost = restartBroker("broker restarted before the cleaner", this::awaitTheCleaner, 300);

        assertThat(lost).as("accepted messages that never reached the broker").isPositive();
    }

    /** Returns how many messages were answered with 200 and lost. */
    private long restartBroker(String what, Moment moment, int longestMillis) throws Exception {
        Faults faults = emulator().faults();
        long before = faults.lost();
        try {
            // Often enough for a test; and the gateway goes on believing, as the real one does.
            faults.cleaner(Duration.ofSeconds(6));
            faults.brokerPatience(Duration.ofSeconds(27));
            underLoad(what, MANY_CHANGES, Map.of(), pipeline -> {
                moment.await();
                faults.restartBroker(Duration.ofMillis(random.nextInt(200, longestMillis)));
            });
        } finally {
            faults.cleaner(Duration.ofSeconds(30));
            faults.brokerPatience(PATIENCE);
        }
        long lost = faults.lost() - before;
        System.out.println(what + ": " + lost + " messages were answered with 200 and lost on the way");
        return lost;
    }

    @FunctionalInterface
    private interface Moment {
        void await() throws InterruptedException;
    }

    /** Up to 0.25 s before the cleaner's tick: the broker serves again when the connection is dropped. */
    private void awaitTheCleaner() throws InterruptedException {
        Duration left = emulator().faults().untilCleaner().minusMillis(250);
        TimeUnit.MILLISECONDS.sleep(Math.max(0, left.toMillis()));
    }

    @FunctionalInterface
    private interface Killing {
        void run(LoadedPipeline pipeline) throws Exception;
    }

    private static MemphisEmulator emulator() {
        assumeTrue(BED.memphis().emulator().isPresent(), "an outside Memphis has no faults to switch: skipped");
        return BED.memphis().emulator().orElseThrow();
    }

    /** Returns the station's name. */
    private String underLoad(String what, Map<String, String> more, Killing killing) throws Exception {
        return underLoad(what, CHANGES_PER_SECOND, more, killing);
    }

    private String underLoad(String what, int changesPerSecond, Map<String, String> more, Killing killing)
            throws Exception {
        try (LoadedPipeline pipeline = LoadedPipeline.start(BED, random, changesPerSecond, more)) {
            for (int round = 0; round < ROUNDS; round++) {
                pause(0, 2000);
                killing.run(pipeline);
            }
            pipeline.finish(what + " killed " + ROUNDS + " times, -Dmemphis.kill.seed=" + seed);
            return pipeline.name();
        }
    }

    /** Waits until something arrives: in the recovery from the kill before there would be nothing to lose. */
    private static void awaitFlow(String station) {
        int before = emulator().stations().count(station);
        await().atMost(Duration.ofSeconds(60)).until(() -> emulator().stations().count(station) > before);
    }

    /** The moment is what is random here: there is nothing to wait for. */
    private void pause(int fromMillis, int toMillis) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(random.nextInt(fromMillis, toMillis));
    }
}
