package dev.memphis.delivery.writer;

import dev.memphis.delivery.protocol.Outcome;
import java.time.Duration;
import java.util.OptionalLong;

/** Told what happens, for metrics and messages. Called on the loop; must not block or throw. */
public interface DeliveryListener {
    /** A listener that does nothing. */
    DeliveryListener NONE = new DeliveryListener() {};

    /**
     * Events were taken or settled.
     *
     * @param events how many are not settled now
     * @param oldest when the source made the first of them, in milliseconds since 1970
     */
    default void waiting(int events, OptionalLong oldest) {}

    /**
     * A request was sent.
     *
     * @param inFlight how many are under way now
     */
    default void sent(int events, long bytes, int inFlight) {}

    /**
     * An answer came, or is known not to come.
     *
     * @param inFlight how many requests are still under way
     */
    default void answered(int inFlight) {}

    /** A request was accepted. */
    default void accepted(int events, long bytes, long roundTripNanos) {}

    /** A request will be sent again. */
    default void retried(Outcome reason) {}

    /** An event can never be accepted; what becomes of it was decided by the policy. */
    default void poisoned(String reason) {}

    /** An event went to the dead letter station or file. */
    default void deadLettered() {}

    /** A receipt came back. */
    default void receipt(long nanos) {}

    /** No receipt came back, or not in time: what was sent since the last one is sent again. */
    default void receiptMissing() {}

    /**
     * Events are proved to be with the broker, or believed to where receipts are off.
     *
     * @param bytes of their values
     * @param newest when the source made the last of them, in milliseconds since 1970
     */
    default void delivered(int events, long bytes, OptionalLong newest) {}

    /** A fresh token arrived. */
    default void renewed(Duration left) {}

    /** Nothing gets through since some time; called at each failure. */
    default void outage(Outage outage) {}

    /** The outage is over. */
    default void recovered(Outage outage) {}
}
