package dev.memphis.delivery.options;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How events are delivered. Immutable.
 *
 * @param batchRoundedFields fields whose whole numbers may be rounded where their event travels in a batch
 * @param batchMaxEvents events in one batch request
 * @param batchMaxBytes bytes in one batch request, never over the gateway's 4 MiB
 * @param eventMaxBytes the broker's payload limit, headers and data together (1 MiB unless the broker says otherwise)
 * @param maxInFlight requests sent and not yet answered, all connections together
 * @param maxInFlightBytes bytes in encoded form at once
 * @param retryMaxDuration how long an outage may last before the server stops; empty means for ever
 * @param deadLetterFileMaxBytes how large the dead letter file may become; what does not fit ends the delivery
 * @param outageAfter how long nothing must have been accepted before that is an outage
 */
public record DeliveryConfig(
        Ordering ordering,
        BatchMode batchMode,
        List<FieldPath> batchRoundedFields,
        int batchMaxEvents,
        int batchMaxBytes,
        int eventMaxBytes,
        int maxInFlight,
        int maxInFlightBytes,
        Duration retryBackoffInitial,
        Duration retryBackoffMax,
        Optional<Duration> retryMaxDuration,
        Duration outageAfter,
        PoisonPolicy poisonPolicy,
        Optional<String> deadLetterStation,
        Optional<Path> deadLetterFile,
        int deadLetterFileMaxBytes) {}
