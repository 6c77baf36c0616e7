package dev.memphis.delivery.writer;

import java.util.HashSet;
import java.util.Set;

/**
 * The way to the gateway: which stations it knows, and who has the way to himself. A log-in that meets a produce, and two
 * first uses of stations that meet, crash the gateway (contract, "Authenticate and refresh"). Confined to the loop.
 */
final class Road {
    private final Set<String> known = new HashSet<>();
    private long epoch;
    private boolean alone;

    /** Says whether the gateway has seen a station on its present broker connection. */
    boolean knows(String station) {
        return known.contains(station);
    }

    /** Returns the number of the broker connection that requests sent now will meet. */
    long epoch() {
        return epoch;
    }

    /** Takes note of a station that was used, unless that was before the gateway forgot them all. */
    void learn(String station, long sentIn) {
        if (sentIn == epoch) {
            known.add(station);
        }
    }

    /** The gateway has, or may have, a new broker connection: it knows no station on it. */
    void forget() {
        known.clear();
        epoch++;
    }

    boolean isTaken() {
        return alone;
    }

    /** Nothing else may be sent until {@link #leave}. */
    void takeAlone() {
        alone = true;
    }

    void leave() {
        alone = false;
    }
}
