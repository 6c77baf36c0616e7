package dev.memphis.delivery;

import dev.memphis.delivery.writer.DeadLetters;
import java.util.Optional;

/**
 * What runs the engine. Immutable.
 *
 * @param name tells it from others in one Java machine, in metrics: for Debezium Server the topic prefix
 * @param deadLetters where the host wants events that can never be accepted; empty for the configured policy
 */
public record Host(String name, Optional<DeadLetters> deadLetters) {
    /** Returns a host that leaves poison to the configured policy. */
    public static Host named(String name) {
        return new Host(name, Optional.empty());
    }
}
