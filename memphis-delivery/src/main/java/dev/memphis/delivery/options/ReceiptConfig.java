package dev.memphis.delivery.options;

import java.time.Duration;

/**
 * Receipts: small messages that prove that the broker has what was sent before them (contract, "A delivery receipt").
 * Immutable.
 *
 * @param station the sink's own station for receipts, valid as a station name
 * @param timeout how long to wait for one before everything it stands for is sent again
 * @param proofAge how old an event may be when the receipt that proves it is back (contract, "What a receipt does not prove")
 */
public record ReceiptConfig(boolean enabled, String station, Duration timeout, Duration proofAge) {}
