package dev.memphis.delivery.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import dev.memphis.delivery.protocol.Outcome;
import dev.memphis.delivery.simulation.SimulatedLoop;
import dev.memphis.delivery.writer.Outage;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SinkMetricsTest {
    private final SimulatedLoop loop = new SimulatedLoop();
    private final SinkMetrics metrics = new SinkMetrics(loop.clock(), loop::nanoTime);

    @Test
    void nothingHappenedYet_isZeroOrUnknown() {
        assertThat(metrics.getEventsDelivered()).isZero();
        assertThat(metrics.getSourceLagMilliSeconds()).isEqualTo(-1);
        assertThat(metrics.getMilliSecondsSinceLastDelivery()).isEqualTo(-1);
        assertThat(metrics.getTokenSecondsLeft()).isZero();
        assertThat(metrics.getOutageSeconds()).isZero();
        assertThat(metrics.getRetriesByReason())
                .containsOnlyKeys("answer", "no-answer", "broker-lost", "token-refused", "receipt-missing");
    }

    @Test
    void batchAndSingle_areCountedAsRequests_andOnlyTheBatchAsBatch() {
        metrics.sent(20, 4000, 1);
        metrics.sent(1, 200, 2);
        assertThat(metrics.getRequestsInFlight()).isEqualTo(2);
        metrics.answered(1);
        metrics.accepted(20, 4000, 3_000_000);
        metrics.answered(0);
        metrics.accepted(1, 200, 5_000_000);

        assertThat(metrics.getRequestsSent()).isEqualTo(2);
        assertThat(metrics.getBatchesSent()).isEqualTo(1);
        assertThat(metrics.getBatchEventsMax()).isEqualTo(20);
        assertThat(metrics.getRequestsInFlight()).isZero();
        assertThat(metrics.getRoundTripMilliSecondsMax()).isEqualTo(5.0);
        assertThat(metrics.getRoundTripMilliSecondsP50()).isBetween(3.0, 3.4);
    }

    @Test
    void accepted_isNotDelivered() {
        metrics.waiting(3, OptionalLong.empty());
        metrics.accepted(3, 300, 1);
        assertThat(metrics.getEventsDelivered()).isZero();

        metrics.delivered(3, 300, OptionalLong.empty());
        metrics.waiting(0, OptionalLong.empty());

        assertThat(metrics.getEventsDelivered()).isEqualTo(3);
        assertThat(metrics.getBytesDelivered()).isEqualTo(300);
        assertThat(metrics.getEventsWaiting()).isZero();
    }

    @Test
    void sourceLag_growsWhileAnEventWaits_andStandsAtWhatItWasAtTheReceipt() {
        long made = loop.clock().millis();
        metrics.waiting(1, OptionalLong.of(made));
        loop.pass(Duration.ofSeconds(3));
        assertThat(metrics.getSourceLagMilliSeconds()).isEqualTo(3000);
        loop.pass(Duration.ofSeconds(2));
        assertThat(metrics.getSourceLagMilliSeconds()).isEqualTo(5000);

        metrics.delivered(1, 10, OptionalLong.of(made));
        metrics.waiting(0, OptionalLong.empty());
        loop.pass(Duration.ofMinutes(10));

        assertThat(metrics.getSourceLagMilliSeconds()).isEqualTo(5000);
        assertThat(metrics.getMilliSecondsSinceLastDelivery()).isEqualTo(600_000);
    }

    @Test
    void sourceClockThatIsAhead_makesNoNegativeLag() {
        metrics.delivered(1, 10, OptionalLong.of(loop.clock().millis() + 500));

        assertThat(metrics.getSourceLagMilliSeconds()).isZero();
    }

    @Test
    void retries_areCountedByReason() {
        metrics.retried(new Outcome.Retry("status 503", Optional.empty(), false));
        metrics.retried(new Outcome.Reconnect("Server error"));
        metrics.retried(new Outcome.Reauthenticate("401"));
        metrics.receiptMissing();
        metrics.receiptMissing();

        assertThat(metrics.getRetries()).isEqualTo(5);
        assertThat(metrics.getReceiptsMissing()).isEqualTo(2);
        assertThat(metrics.getRetriesByReason())
                .containsEntry("answer", 1L)
                .containsEntry("broker-lost", 1L)
                .containsEntry("token-refused", 1L)
                .containsEntry("no-answer", 0L)
                .containsEntry("receipt-missing", 2L);
    }

    @Test
    void token_runsDown() {
        metrics.renewed(Duration.ofMinutes(60));
        loop.pass(Duration.ofMinutes(50));
        assertThat(metrics.getTokenSecondsLeft()).isEqualTo(600);

        loop.pass(Duration.ofMinutes(50));

        assertThat(metrics.getTokenSecondsLeft()).isZero();
        assertThat(metrics.getTokenRenewals()).isEqualTo(1);
    }

    @Test
    void outage_isToldWhileItLasts_andCountedOnce() {
        metrics.outage(new Outage(loop.clock().instant(), 1, "connection refused"));
        loop.pass(Duration.ofSeconds(90));
        metrics.outage(new Outage(loop.clock().instant().minusSeconds(90), 1, "connection refused"));

        assertThat(metrics.getOutages()).isEqualTo(1);
        assertThat(metrics.getOutageSeconds()).isEqualTo(90);
        assertThat(metrics.getOutageSince())
                .isEqualTo(loop.clock().instant().minusSeconds(90).toString());
        assertThat(metrics.getOutageReason()).isEqualTo("connection refused");

        metrics.recovered(metrics.currentOutage().orElseThrow());

        assertThat(metrics.currentOutage()).isEmpty();
        assertThat(metrics.getOutageSince()).isEmpty();
        assertThat(metrics.getOutageSeconds()).isZero();
        assertThat(metrics.getOutages()).isEqualTo(1);
    }

    @Test
    void poison_deadLettersAndReceipts_areCounted() {
        metrics.poisoned("too large");
        metrics.poisoned("schema");
        metrics.deadLettered();
        metrics.receipt(2_000_000);

        assertThat(metrics.getPoisonEvents()).isEqualTo(2);
        assertThat(metrics.getDeadLetters()).isEqualTo(1);
        assertThat(metrics.getReceipts()).isEqualTo(1);
        assertThat(metrics.getReceiptMilliSecondsMax()).isEqualTo(2.0);
    }

    @Test
    void requestsAndAnswers_allocateNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        assumeTrue(threads.isThreadAllocatedMemorySupported());
        int requests = 100_000;
        exchange(requests);

        long before = threads.getCurrentThreadAllocatedBytes();
        exchange(requests);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(allocated).as("bytes for %d requests", requests).isLessThan(requests);
    }

    private void exchange(int requests) {
        for (int i = 0; i < requests; i++) {
            metrics.sent(i % 50, 1000, 7);
            metrics.answered(6);
            metrics.accepted(i % 50, 1000, 1_000_000L + i);
        }
    }
}
