package dev.memphis.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.memphis.emulator.EmulatorOptions;
import dev.memphis.emulator.Faults;
import dev.memphis.emulator.MemphisEmulator;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The broker is restarted under load while the gateway goes on saying 200 (contract, "What a receipt does not prove"). */
@Tag("long")
class BrokerRestartIT {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int CHANGES_PER_SECOND = 5000;

    @RegisterExtension
    static final TestBed BED =
            new TestBed(EmulatorOptions.defaults().withStrict(true).withBrokerPatience(PATIENCE));

    private final RandomKills kills = new RandomKills(BED);

    @Test
    void brokerRestartedAtRandomMoments_nothingProvedIsLostAndRowsKeepTheirOrder() throws Exception {
        // Mostly once events flow again; some meet the recovery from the one before.
        restartBroker("broker restarted", () -> kills.pause(1000, 6500), 2500);
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
            kills.underLoad(what, CHANGES_PER_SECOND, Map.of(), pipeline -> {
                moment.await();
                faults.restartBroker(Duration.ofMillis(kills.millis(200, longestMillis)));
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

    private static MemphisEmulator emulator() {
        assumeTrue(BED.memphis().emulator().isPresent(), "an outside Memphis has no faults to switch: skipped");
        return BED.memphis().emulator().orElseThrow();
    }
}
