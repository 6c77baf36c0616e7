package dev.memphis.quickstart;

import java.net.URI;

/**
 * Where Memphis is. Immutable.
 *
 * @param gateway null to have an emulator started, as {@code management} then is
 */
record Memphis(URI gateway, URI management, String rootPassword) {
    boolean emulated() {
        return gateway == null;
    }

    @Override
    public String toString() {
        return gateway + ", " + management;
    }
}
