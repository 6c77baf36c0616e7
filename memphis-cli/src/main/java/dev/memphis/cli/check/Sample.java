package dev.memphis.cli.check;

import java.util.Optional;

/**
 * An event as it would be sent. Immutable.
 *
 * @param station the only one that it is for; empty if it is for all
 */
record Sample(byte[] bytes, Optional<String> station) {
    boolean isFor(String name) {
        return station.isEmpty() || station.get().equals(name);
    }
}
