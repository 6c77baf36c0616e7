package dev.memphis.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.memphis.emulator.EmulatorOptions;
import dev.memphis.emulator.Faults;
import dev.memphis.emulator.MemphisEmulator;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What takes minutes: tokens that run out under load, and a broker that stays away. */
@Tag("long")
class EnduranceIT {
    private static final int CHANGES_PER_SECOND = 500;
    /** How long the real gateway answered 200 with its broker gone (contract, "Produce"). */
    private static final Duration GATEWAY_BELIEVES = Duration.ofMillis(12_700);

    private static final Duration BROKER_AWAY = Duration.ofSeconds(40);
    private static final Duration TOKEN_LOAD = Duration.ofMinutes(Integer.getInteger("memphis.token.minutes", 5));

    @RegisterExtension
    static final TestBed BED =
            new TestBed(EmulatorOptions.defaults().withStrict(true).withBrokerPatience(GATEWAY_BELIEVES));

    @Test
    @Tag("alone")
    void brokerAwayFor40Seconds_nothingIsLostAndDeliveryGoesOnWithin5SecondsOfItsReturn() throws Exception {
        assumeTrue(BED.memphis().emulator().isPresent(), "an outside Memphis has no faults to switch: skipped");
        MemphisEmulator emulator = BED.memphis().emulator().orElseThrow();
        Faults faults = emulator.faults();
        try (LoadedPipeline pipeline = LoadedPipeline.start(BED, new Random(), CHANGES_PER_SECOND, Map.of())) {
            faults.breakBroker();
            TimeUnit.MILLISECONDS.sleep(BROKER_AWAY.toMillis());
            int stored = emulator.stations().count(pipeline.name());
            long back = System.nanoTime();
            faults.mendBroker();
            await().pollInterval(Duration.ofMillis(20))
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> emulator.stations().count(pipeline.name()), count -> count > stored);
            System.out.println("Delivery went on "
                    + Duration.ofNanos(System.nanoTime() - back).toMillis() + " ms after the broker was back");
            assertThat(faults.lost()).as("accepted and lost").isPositive();
            pipeline.finish("broker away for " + BROKER_AWAY);
            assertThat(pipeline.server().logged())
                    .contains("Delivery to Memphis fails and will be retried", "Delivery to Memphis works again after");
        } finally {
            // Only a restarted gateway lets anybody log in again (contract, "Authenticate and refresh").
            faults.crashGateway(Duration.ofMillis(1));
        }
    }

    @Test
    void tokensOfOneMinute_noEventFails() throws Exception {
        Map<String, String> oneMinute = Map.of("debezium.sink.memphis.token.expiry.minutes", "1");
        try (LoadedPipeline pipeline = LoadedPipeline.start(BED, new Random(), CHANGES_PER_SECOND, oneMinute)) {
            TimeUnit.MILLISECONDS.sleep(TOKEN_LOAD.toMillis());
            pipeline.finish("tokens of one minute for " + TOKEN_LOAD);
            assertThat(pipeline.server().logged()).doesNotContain("Delivery to Memphis fails");
        }
    }
}
