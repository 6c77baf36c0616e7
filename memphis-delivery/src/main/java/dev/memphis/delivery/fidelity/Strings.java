package dev.memphis.delivery.fidelity;

import static dev.memphis.delivery.fidelity.FidelityGuard.LOST;

/** Strings, from behind the opening quote to behind the closing one. */
final class Strings {
    /** A table: one look-up for each byte. */
    private static final boolean[] PLAIN = plain();

    private Strings() {}

    /** Returns the position behind the string, or LOST if Go would refuse it or replace a character. */
    static int skip(byte[] json, int from, int end) {
        int at = from;
        while (at < end) {
            byte b = json[at];
            if (isPlain(b)) {
                at++;
            } else if (b == '"') {
                return at + 1;
            } else {
                at = b == '\\' ? Escapes.skip(json, at, end) : Utf8.skip(json, at, end);
                if (at == LOST) {
                    return LOST;
                }
            }
        }
        return LOST;
    }

    /** Returns whether the byte stands for itself: visible ASCII but not quote and backslash. */
    static boolean isPlain(byte b) {
        return PLAIN[b & 0xff];
    }

    private static boolean[] plain() {
        boolean[] plain = new boolean[256];
        for (int b = ' '; b < 0x80; b++) {
            plain[b] = b != '"' && b != '\\';
        }
        return plain;
    }
}
