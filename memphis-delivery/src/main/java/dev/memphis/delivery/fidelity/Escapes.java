package dev.memphis.delivery.fidelity;

import static dev.memphis.delivery.fidelity.FidelityGuard.LOST;

/** Escapes in strings, from the backslash on. Go replaces a surrogate that stands alone by U+FFFD, so it is LOST. */
final class Escapes {
    private static final int UNICODE_LENGTH = 6;

    private Escapes() {}

    /** Returns the position behind the escape, of both halves of a surrogate pair. */
    static int skip(byte[] json, int at, int end) {
        if (at + 1 >= end) {
            return LOST;
        }
        return switch (json[at + 1]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> at + 2;
            case 'u' -> skipUnicode(json, at, end);
            default -> LOST;
        };
    }

    /** Returns the code point of an escape that {@link #skip} has passed. */
    static int codePoint(byte[] json, int at, int end) {
        return switch (json[at + 1]) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicodePoint(json, at, end);
            default -> json[at + 1];
        };
    }

    private static int skipUnicode(byte[] json, int at, int end) {
        int unit = unit(json, at, end);
        if (unit == LOST || isLow(unit)) {
            return LOST;
        }
        if (!isHigh(unit)) {
            return at + UNICODE_LENGTH;
        }
        return isLow(unit(json, at + UNICODE_LENGTH, end)) ? at + 2 * UNICODE_LENGTH : LOST;
    }

    private static int unicodePoint(byte[] json, int at, int end) {
        int unit = unit(json, at, end);
        return isHigh(unit) ? Character.toCodePoint((char) unit, (char) unit(json, at + UNICODE_LENGTH, end)) : unit;
    }

    /** Returns the UTF-16 unit of a {@code \\uXXXX} at a position, or LOST if there is none. */
    private static int unit(byte[] json, int at, int end) {
        if (at + UNICODE_LENGTH > end || json[at] != '\\' || json[at + 1] != 'u') {
            return LOST;
        }
        int unit = 0;
        for (int i = at + 2; i < at + UNICODE_LENGTH; i++) {
            int digit = json[i] < 0 ? -1 : Character.digit(json[i], 16);
            if (digit < 0) {
                return LOST;
            }
            unit = (unit << 4) | digit;
        }
        return unit;
    }

    private static boolean isHigh(int unit) {
        return unit >= Character.MIN_HIGH_SURROGATE && unit <= Character.MAX_HIGH_SURROGATE;
    }

    private static boolean isLow(int unit) {
        return unit >= Character.MIN_LOW_SURROGATE && unit <= Character.MAX_LOW_SURROGATE;
    }
}
