package dev.memphis.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.memphis.emulator.EmulatorOptions;
import dev.memphis.emulator.MemphisEmulator;
import dev.memphis.testbed.stock.StockServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** SIGTERM at any time: the process is gone within five seconds, and nothing is marked that was not delivered. */
@Tag("alone")
class ShutdownIT {
    private static final Duration GONE = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Longer than the server needs to notice and to end, shorter than anybody's patience. */
    private static final Duration AWAY = Duration.ofSeconds(8);

    private static final int CHANGES_PER_SECOND = 500;

    @RegisterExtension
    static final TestBed BED = new TestBed(EmulatorOptions.defaults()
            .withStrict(true)
            .withRestartAfter(Duration.ofMillis(200))
            .withBrokerPatience(Duration.ofSeconds(1)));

    @Test
    void idle_isGoneAndGoesOnWhereItWas() throws Exception {
        try (LoadedPipeline pipeline = pipeline()) {
            pipeline.rest();

            assertGone(pipeline.server(), "idle");

            pipeline.restartServer();
            pipeline.finish("stopped idle");
        }
    }

    @Test
    void underLoad_isGoneAndNothingIsLost() throws Exception {
        try (LoadedPipeline pipeline = pipeline()) {
            assertGone(pipeline.server(), "under load");

            pipeline.restartServer();
            pipeline.finish("stopped under load");
        }
    }

    @Test
    void inAnOutageOfTheBroker_isGoneAndNothingIsLost() throws Exception {
        MemphisEmulator emulator = emulator();
        try (LoadedPipeline pipeline = pipeline()) {
            emulator.faults().breakBroker();
            pipeline.awaitLogged("Delivery to Memphis fails and will be retried");

            assertGone(pipeline.server(), "in an outage of the broker");

            emulator.faults().mendBroker();
            emulator.faults().crashGateway(Duration.ofMillis(1));
            pipeline.restartServer();
            pipeline.finish("stopped in an outage of the broker");
        }
    }

    @Test
    void inAnOutageOfTheGateway_isGoneAndNothingIsLost() throws Exception {
        MemphisEmulator emulator = emulator();
        try (LoadedPipeline pipeline = pipeline()) {
            emulator.faults().crashGateway(AWAY);
            pipeline.awaitLogged("Delivery to Memphis fails and will be retried");

            assertGone(pipeline.server(), "in an outage of the gateway");

            pipeline.restartServer();
            pipeline.finish("stopped in an outage of the gateway");
        }
    }

    @Test
    void whileTheStartWaitsForAGateway_isGone() throws Exception {
        String database = BED.fresh("waiting");
        BED.postgres().createDatabase(database);
        // Takes connections and never says a word.
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                StockServer server = BED.server()) {
            Map<String, String> properties =
                    BED.properties(database, URI.create("http://127.0.0.1:" + silent.getLocalPort()));
            server.start(properties);
            silent.setSoTimeout((int) PATIENCE.toMillis());
            silent.accept();

            assertGone(server, "while it waits for the gateway at the start");
        }
    }

    private static LoadedPipeline pipeline() throws Exception {
        return LoadedPipeline.start(BED, new Random(), CHANGES_PER_SECOND, Map.of());
    }

    private static MemphisEmulator emulator() {
        assumeTrue(BED.memphis().emulator().isPresent(), "an outside Memphis has no faults to switch: skipped");
        return BED.memphis().emulator().orElseThrow();
    }

    private static void assertGone(StockServer server, String when) throws InterruptedException {
        assertThat(server.isAlive()).as("alive, " + when).isTrue();
        long asked = System.nanoTime();
        server.terminate();
        await().pollInterval(Duration.ofMillis(20)).atMost(PATIENCE).until(() -> !server.isAlive());
        Duration took = Duration.ofNanos(System.nanoTime() - asked);
        System.out.println("SIGTERM " + when + ": gone after " + took.toMillis() + " ms");
        assertThat(took).as("gone, " + when).isLessThan(GONE);
        assertThat(server.logged().lines().filter(line -> line.contains("destroying instance")))
                .as("errors of the sink's own end, " + when)
                .isEmpty();
    }
}
