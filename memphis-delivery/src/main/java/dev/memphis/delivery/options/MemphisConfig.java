package dev.memphis.delivery.options;

import java.time.Duration;

/**
 * The sink's whole configuration, validated. Immutable.
 *
 * @param names how the host's users write the options; for every message that names one
 * @param progressInterval how often a progress line is logged while events flow
 */
public record MemphisConfig(
        OptionNames names,
        GatewayConfig gateway,
        Credentials credentials,
        EventConfig events,
        DeliveryConfig delivery,
        ReceiptConfig receipts,
        Duration progressInterval) {}
