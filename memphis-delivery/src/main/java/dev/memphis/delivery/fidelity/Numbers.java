package dev.memphis.delivery.fidelity;

import static dev.memphis.delivery.fidelity.FidelityGuard.LOST;

import java.math.BigDecimal;

/**
 * Numbers. Go reads them as float64 and writes the shortest decimal that reads back to the same float64; a number is
 * kept if that decimal is equal to it. Where rounding is allowed, a whole number within float64's range is as good as kept.
 * Confined to one thread.
 */
final class Numbers {
    /** Every decimal of so many significant digits comes through a float64 unchanged (C's DBL_DIG). */
    private static final int ALWAYS_KEPT = 15;

    /** The shortest decimal of a float64 never has more significant digits. */
    private static final int MOST_SIGNIFICANT = 17;

    /** Up to here every whole number is a float64. */
    private static final long LARGEST_EXACT = 1L << 53;

    /** Powers of ten, both ways, within which all that is said above holds. */
    private static final int LARGEST_POWER = 307;

    /** As many digits as a long holds for certain. */
    private static final int MOST_HELD = 18;

    private static final long HUGE = 1_000_000_000_000L;

    /** The leading digits as a whole number. */
    private long held;
    /** How many digits there are from the first on that is not zero. */
    private int count;
    /** The same without the zeros at the end. */
    private int significant;
    /** Where the decimal point stands: the value is 0.d1d2d3… times ten to this power. */
    private long point;

    private boolean whole;

    /**
     * Returns the position behind the number, or LOST if it is none, is out of range or rounded.
     *
     * @param mayRound whether it may be rounded if it is whole
     */
    int skip(byte[] json, int from, int end, boolean mayRound) {
        held = 0;
        count = 0;
        significant = 0;
        whole = true;
        int start = json[from] == '-' ? from + 1 : from;
        int at = integer(json, start, end);
        point = count;
        if (at != LOST && at < end && json[at] == '.') {
            at = fraction(json, at + 1, end);
        }
        if (at != LOST && at < end && (json[at] == 'e' || json[at] == 'E')) {
            at = exponent(json, at + 1, end);
        }
        return at != LOST && (isKept() || mayRound && whole && point <= LARGEST_POWER + 1) ? at : LOST;
    }

    private int integer(byte[] json, int from, int end) {
        int at = digits(json, from, end);
        boolean leadingZero = at > from + 1 && json[from] == '0';
        return at == from || leadingZero ? LOST : at;
    }

    private int fraction(byte[] json, int from, int end) {
        whole = false;
        int first = from;
        while (count == 0 && first < end && json[first] == '0') {
            first++;
            point--;
        }
        int at = digits(json, first, end);
        return at == from ? LOST : at;
    }

    private int digits(byte[] json, int from, int end) {
        int at = from;
        while (at < end && isDigit(json[at])) {
            digit(json[at++] - '0');
        }
        return at;
    }

    private void digit(int digit) {
        if (digit == 0 && count == 0) {
            return;
        }
        if (count < MOST_HELD) {
            held = 10 * held + digit;
        }
        count++;
        if (digit != 0) {
            significant = count;
        }
    }

    private int exponent(byte[] json, int from, int end) {
        whole = false;
        boolean negative = from < end && json[from] == '-';
        int first = negative || (from < end && json[from] == '+') ? from + 1 : from;
        int at = first;
        long power = 0;
        while (at < end && isDigit(json[at])) {
            power = Math.min(10 * power + (json[at++] - '0'), HUGE);
        }
        point += negative ? -power : power;
        return at == first ? LOST : at;
    }

    private boolean isKept() {
        if (significant == 0 || (whole && count <= MOST_HELD && held <= LARGEST_EXACT)) {
            return true;
        }
        long power = point - 1;
        if (significant > MOST_SIGNIFICANT || power < -LARGEST_POWER || power > LARGEST_POWER) {
            return false;
        }
        return significant <= ALWAYS_KEPT || isShortest();
    }

    /** {@link Double#toString} gives the shortest decimal, as Go does, since Java 19 (JDK-4511638). */
    private boolean isShortest() {
        int digits = Math.min(count, MOST_HELD);
        BigDecimal exact = BigDecimal.valueOf(held, (int) (digits - point));
        return exact.compareTo(new BigDecimal(Double.toString(exact.doubleValue()))) == 0;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}
