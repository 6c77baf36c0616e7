package dev.memphis.cli.top;

import java.util.Optional;

/**
 * How fast counters grew between two readings. Immutable.
 *
 * @param events in a second
 * @param bytes in a second
 * @param retries in a second
 */
record Rates(double events, double bytes, double retries) {
    /** Returns none where the engine was not there before, or has started anew since. */
    static Optional<Rates> of(Reading before, Reading now, Figures engine) {
        double seconds = (now.nanos() - before.nanos()) / 1e9;
        return before.engines().stream()
                .filter(other -> other.server().equals(engine.server()))
                .filter(other -> other.delivered() <= engine.delivered() && seconds > 0)
                .findFirst()
                .map(other -> new Rates(
                        (engine.delivered() - other.delivered()) / seconds,
                        (engine.bytes() - other.bytes()) / seconds,
                        (engine.allRetries() - other.allRetries()) / seconds));
    }
}
