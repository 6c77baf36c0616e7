package dev.memphis.delivery.options;

import java.time.Duration;

/**
 * The sink's whole configuration, validated. Immutable.
 *
 * @param progressInterval how often a progress line is logged while events flow
 */
public record MemphisConfig(
        GatewayConfig gateway,
        Credentials credentials,
        EventConfig events,
        DeliveryConfig delivery,
        ReceiptConfig receipts,
        Duration progressInterval) {}
