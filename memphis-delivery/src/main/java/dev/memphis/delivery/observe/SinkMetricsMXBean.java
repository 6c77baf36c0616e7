package dev.memphis.delivery.observe;

import java.util.Map;

/**
 * The sink's metrics, as a JMX client and the JMX exporter see them. Names are stable; docs/operations.md lists them.
 * Counters count since the server's start and only ever grow. Percentiles are of the last one to two minutes, at most an
 * eighth too high, and 0 where nothing was measured. Safe from any thread.
 */
public interface SinkMetricsMXBean {
    /** Events that the broker is proved to have, or is believed to where receipts are off; dead letters included. */
    long getEventsDelivered();

    /** Bytes of their values. */
    long getBytesDelivered();

    /** Events handed over by Debezium that are not delivered yet. */
    long getEventsWaiting();

    /** Milliseconds since events were last delivered; -1 before the first. */
    long getMilliSecondsSinceLastDelivery();

    /**
     * Milliseconds between the source's change and now, for the oldest event that waits; where none waits, between the
     * source's change and the receipt, for the last event delivered. -1 where events tell no source time.
     */
    long getSourceLagMilliSeconds();

    /** Produce requests sent, repeated ones and dead letters included, receipts not. */
    long getRequestsSent();

    /** Those of them that carried more than one event. */
    long getBatchesSent();

    /** Produce requests sent and not yet answered. */
    int getRequestsInFlight();

    /** Events in a batch, median. */
    long getBatchEventsP50();

    /** Events in a batch, 99th percentile. */
    long getBatchEventsP99();

    /** Events in the largest batch of the last one to two minutes. */
    long getBatchEventsMax();

    /** From sending a request to its success, median; what queues on a connection counts in. */
    double getRoundTripMilliSecondsP50();

    /** The same, 90th percentile. */
    double getRoundTripMilliSecondsP90();

    /** The same, 99th percentile. */
    double getRoundTripMilliSecondsP99();

    /** The same, longest. */
    double getRoundTripMilliSecondsMax();

    /** What was sent again, all reasons together. */
    long getRetries();

    /** The same by reason; see {@link RetryReason}. */
    Map<String, Long> getRetriesByReason();

    /** Events that Memphis can never accept, whatever became of them. */
    long getPoisonEvents();

    /** Those of them that went to the dead letter station or file. */
    long getDeadLetters();

    /** Receipts that came back. */
    long getReceipts();

    /** Receipts that did not: what they stood for was sent again. */
    long getReceiptsMissing();

    /** From asking for a receipt to seeing it, median. */
    double getReceiptMilliSecondsP50();

    /** The same, 99th percentile. */
    double getReceiptMilliSecondsP99();

    /** The same, longest. */
    double getReceiptMilliSecondsMax();

    /** How long the token in use is still good for; 0 before the first log-in. */
    long getTokenSecondsLeft();

    /** Log-ins and refreshes that gave a token. */
    long getTokenRenewals();

    /** Outages so far, the current one included. */
    long getOutages();

    /** How long the current outage has lasted; 0 where there is none. */
    long getOutageSeconds();

    /** When the current outage began, such as {@code 2026-01-31T12:00:00Z}; empty where there is none. */
    String getOutageSince();

    /** Why delivery fails now; empty where it does not. */
    String getOutageReason();
}
