package dev.memphis.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.memphis.emulator.EmulatorOptions;
import dev.memphis.emulator.Faults;
import dev.memphis.emulator.MemphisEmulator;
import dev.memphis.quickstart.server.StockServer;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Parts of the pipeline die without warning at random moments, under load: nothing is lost, rows keep their order, and
 * the gateway sees none of the races that it would die of. {@code -Dmemphis.kill.seed=N} replays the moments,
 * {@code -Dmemphis.kill.rounds=N} sets how many there are.
 */
class KillIT {
    private static final int CHANGES_PER_SECOND = 500;
    private static final int ROUNDS = Integer.getInteger("memphis.kill.rounds", 20);

    @RegisterExtension
    static final TestBed BED =
            new TestBed(EmulatorOptions.defaults().withStrict(true).withBrokerPatience(Duration.ofSeconds(1)));

    private final long seed = Long.getLong("memphis.kill.seed", System.nanoTime());
    private final RandomGenerator random = new Random(seed);

    @Test
    void serverKilled_nothingIsLostAndRowsKeepTheirOrder() throws Exception {
        underLoad("server", (server, properties) -> {
            server.kill();
            server.start(properties);
            int before = server.logged().length();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> server.logged().substring(before).contains("Searching for WAL resume position"));
        });
    }

    @Test
    void gatewayKilled_nothingIsLostAndRowsKeepTheirOrder() throws Exception {
        Faults faults = emulator().faults();
        underLoad("gateway", (server, properties) -> {
            // Half of the time it takes messages with it that it had answered with 200.
            boolean holding = random.nextBoolean();
            if (holding) {
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
        long lostBefore = faults.lost();
        underLoad("broker", (server, properties) -> {
            faults.breakBroker();
            pause(100, 3000);
            faults.mendBroker();
        });
        assertThat(faults.lost() - lostBefore)
                .as("accepted messages that never reached the broker")
                .isPositive();
    }

    // ---------------------------------------------------------------- scaffolding

    @FunctionalInterface
    private interface Killing {
        void run(StockServer server, Map<String, String> properties) throws Exception;
    }

    private static MemphisEmulator emulator() {
        assumeTrue(BED.memphis().emulator().isPresent(), "an outside Memphis has no faults to switch: skipped");
        return BED.memphis().emulator().orElseThrow();
    }

    private void underLoad(String what, Killing killing) throws Exception {
        System.out.println("Killing the " + what + " " + ROUNDS + " times, -Dmemphis.kill.seed=" + seed);
        String database = BED.fresh("kill");
        BED.postgres().createDatabase(database);
        BED.postgres().execute(database, Workload.TABLE);
        BED.memphis().management().createStation(database);
        Map<String, String> properties = BED.properties(database, BED.memphis().gateway());
        properties.put("debezium.sink.memphis.station", database);
        // Hardly ever idle, and seldom at rest with all offsets stored: most moments are bad ones to die.
        properties.put("debezium.source.poll.interval.ms", "10");
        properties.put("debezium.source.offset.flush.interval.ms", "1000");
        Harvest harvest = new Harvest(BED.memphis().reader(database));
        Versions versions = new Versions();
        try (StockServer server = BED.server();
                Workload workload = new Workload(BED.postgres(), database, random, CHANGES_PER_SECOND)) {
            server.start(properties);
            workload.start();
            // Beyond the snapshot, which a killed server would do over again.
            harvest.await(
                    "streamed changes",
                    Duration.ofSeconds(60),
                    all -> all.stream()
                            .anyMatch(event -> event.path("op").asText().equals("u")));
            for (int round = 0; round < ROUNDS; round++) {
                pause(0, 2000);
                killing.run(server, properties);
            }
            Map<Integer, Integer> last = workload.stop();
            await().ignoreExceptions().until(KillIT::gatewayAnswers);
            harvest.drainTo(versions, () -> versions.reached(last), Duration.ofSeconds(60));
            System.out.println("Killed the " + what + ": " + versions);
            assertThat(versions.faults(last)).as("seed %d", seed).isEmpty();
        }
        BED.memphis()
                .emulator()
                .ifPresent(emulator ->
                        assertThat(emulator.races()).as("seed %d", seed).isEmpty());
    }

    private static boolean gatewayAnswers() {
        return given().baseUri(BED.memphis().gateway().toString())
                        .get("/monitoring/status")
                        .statusCode()
                == 200;
    }

    /** The moment is what is random here: there is nothing to wait for. */
    private void pause(int fromMillis, int toMillis) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(random.nextInt(fromMillis, toMillis));
    }
}
