package dev.memphis.delivery.writer;

import java.util.HashSet;
import java.util.Set;

/**
 * Which stations the gateway has seen on its present broker connection: two first uses of stations that meet crash it
 * (contract, "Authenticate and refresh"). Confined to the loop.
 */
final class Stations {
    private final Set<String> known = new HashSet<>();
    private long epoch;

    boolean knows(String station) {
        return known.contains(station);
    }

    /** Returns what {@link #learn} wants to know of a request that is sent now. */
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
}
