package dev.memphis.emulator.faults;

import java.time.Duration;

/**
 * How long the gateway waits for an absent broker. Immutable.
 *
 * @param broker until it gives its broker connections up, with what they hold: what {@code GatewayProcess} calls gone
 * @param firstProduce until a first produce to a station takes the whole gateway down
 * @param stalled until a produce behind too many unacknowledged messages is refused
 */
public record Patience(Duration broker, Duration firstProduce, Duration stalled) {
    /** The real gateway's: 9 reconnect attempts of 3 s, 20 s, 15 s (contract, "What 200 means" and "Answers, exactly"). */
    public static final Patience REAL =
            new Patience(Duration.ofSeconds(27), Duration.ofSeconds(20), Duration.ofSeconds(15));

    /** @throws IllegalArgumentException if a time is negative or longer than 30 days */
    public Patience {
        Durations.notNegative("patience with the broker", broker);
        Durations.notNegative("patience with a first produce", firstProduce);
        Durations.notNegative("patience with a stalled produce", stalled);
    }

    /** Returns the same but for the wait until broker connections are given up. */
    public Patience withBroker(Duration patience) {
        return new Patience(patience, firstProduce, stalled);
    }

    /** Returns the same but for the wait of a first produce to a station. */
    public Patience withFirstProduce(Duration patience) {
        return new Patience(broker, patience, stalled);
    }

    /** Returns the same but for the wait behind too many unacknowledged messages. */
    public Patience withStalled(Duration patience) {
        return new Patience(broker, firstProduce, patience);
    }
}
