package dev.memphis.benchmark.cell;

/**
 * The gateway, and how far it is. Immutable.
 *
 * @param roundTripMillis what a proxy adds; 0 for none
 */
public record Link(Gateway gateway, int roundTripMillis) {
    /** Which gateway. */
    public enum Gateway {
        INSTANT,
        EMULATOR,
        OUTSIDE
    }

    /** Returns what it is called in tables. */
    public String title() {
        String name = gateway.name().toLowerCase(java.util.Locale.ROOT);
        return roundTripMillis == 0 ? name : name + " + " + roundTripMillis + " ms";
    }
}
