package dev.memphis.delivery.writer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.delivery.Logged;
import dev.memphis.delivery.simulation.SimulatedLoop;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutagesTest {
    private static final Duration AFTER = Duration.ofSeconds(2);

    private final SimulatedLoop loop = new SimulatedLoop();
    private final Logged logged = new Logged();
    private final AtomicReference<Outage> current = new AtomicReference<>();
    private final Outages outages = new Outages(loop.clock(), loop, AFTER, new DeliveryListener() {
        @Override
        public void outage(Outage outage) {
            current.set(outage);
        }

        @Override
        public void recovered(Outage over) {
            current.set(null);
        }
    });

    @AfterEach
    void stopListening() {
        logged.close();
    }

    @Test
    void singleFailure_isNoOutage() {
        outages.failed("busy");
        outages.accepted();
        loop.pass(AFTER.multipliedBy(2));

        assertThat(logged.lines("WARN")).isEmpty();
        assertThat(current).hasValue(null);
    }

    @Test
    void nothingAcceptedForAWhile_isWarnedOfOnceWithReasonAndSince() {
        outages.failed("no connection");
        assertThat(logged.lines("WARN")).as("at once").isEmpty();

        loop.pass(AFTER);

        assertThat(logged.lines("WARN")).singleElement().asString().contains("no connection", "since 2027-");
        assertThat(current.get().reason()).isEqualTo("no connection");
    }

    @Test
    void furtherFailures_areWarnedOfEvery30SecondsWithTheirCount() {
        for (int second = 0; second < 100; second++) {
            outages.failed("no connection");
            loop.pass(Duration.ofSeconds(1));
        }

        assertThat(logged.lines("WARN")).hasSize(4);
        assertThat(logged.lines("WARN").skip(1).findFirst())
                .hasValueSatisfying(line -> assertThat(line).contains("failures", "s ago"));
    }

    @Test
    void missingReceipt_isAnOutageAtOnceAndOnlyAProofEndsIt() {
        outages.missing("no receipt");
        assertThat(logged.lines("WARN")).hasSize(1);

        outages.accepted();
        assertThat(current.get()).isNotNull();

        outages.proved();
        assertThat(current).hasValue(null);
    }

    @Test
    void recovery_isToldOnceWithItsLength() {
        outages.failed("no connection");
        loop.pass(Duration.ofSeconds(75));
        outages.failed("no connection");

        outages.proved();
        outages.proved();

        assertThat(logged.lines("INFO")).singleElement().asString().contains("after 1 min 15 s and 2 failures");
    }

    @Test
    void recoveryAfterAMinute_isToldInMinutes() {
        outages.failed("no connection");
        loop.pass(Duration.ofSeconds(60));

        outages.proved();

        assertThat(logged.lines("INFO")).singleElement().asString().contains("after 1 min 0 s");
    }

    @Test
    void outageOfWhatWasRefusedForGood_isOverWithTheLastOfIt() {
        outages.failed("busy");
        loop.pass(AFTER);

        outages.nothingWaits();

        assertThat(current).hasValue(null);
        assertThat(logged.lines("INFO")).singleElement().asString().contains("nothing left to retry after 2 s");
    }

    @Test
    void failureOfWhatWasRefusedForGood_isNoOutageLater() {
        outages.failed("busy");

        outages.nothingWaits();
        loop.pass(AFTER.multipliedBy(2));

        assertThat(logged.lines("WARN")).isEmpty();
        assertThat(current).hasValue(null);
    }

    @Test
    void failuresWithALimit_haveSoMuchOfItLeft() {
        Duration limit = Duration.ofSeconds(10);
        assertThat(outages.left(limit)).isEmpty();
        outages.failed("no connection");

        loop.pass(Duration.ofSeconds(4));

        assertThat(outages.left(limit)).hasValue(Duration.ofSeconds(6));
    }
}
