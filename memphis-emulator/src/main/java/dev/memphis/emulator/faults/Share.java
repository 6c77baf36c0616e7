package dev.memphis.emulator.faults;

/**
 * Which requests a fault strikes. The same seed and the same order of requests give the same strikes. Immutable.
 *
 * @param fraction of the requests, over 0 and up to 1
 * @param most how many at most; then the fault is over
 * @param of only requests of this kind are counted and struck
 * @param seed of the dice
 */
public record Share(double fraction, long most, Requests of, long seed) {
    /** @throws IllegalArgumentException if the fraction or the number makes no sense */
    public Share {
        if (!(fraction > 0 && fraction <= 1)) {
            throw new IllegalArgumentException("fraction=" + fraction + ": a number over 0 and up to 1 is needed");
        }
        if (most < 1) {
            throw new IllegalArgumentException("most=" + most + ": a number of 1 or more is needed");
        }
    }

    /** Every request. */
    public static Share all() {
        return new Share(1, Long.MAX_VALUE, Requests.ALL, 0);
    }

    /** The next so many requests. */
    public static Share next(long most) {
        return new Share(1, most, Requests.ALL, 0);
    }

    /** A fraction of the requests, by dice of this seed. */
    public static Share fraction(double fraction, long seed) {
        return new Share(fraction, Long.MAX_VALUE, Requests.ALL, seed);
    }

    /** The same, but only of requests of this kind. */
    public Share of(Requests kind) {
        return new Share(fraction, most, kind, seed);
    }
}
