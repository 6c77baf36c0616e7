package dev.memphis.delivery.fidelity;

import static dev.memphis.delivery.fidelity.FidelityGuard.LOST;

/** UTF-8 sequences (RFC 3629, section 4). Go replaces each byte of an invalid one by U+FFFD, so it is LOST. */
final class Utf8 {
    private Utf8() {}

    /** Returns the position behind the sequence of two, three or four bytes. */
    static int skip(byte[] json, int at, int end) {
        int length = lengthFrom(json[at] & 0xff);
        if (length == LOST || at + length > end || !isSecond(json[at] & 0xff, json[at + 1])) {
            return LOST;
        }
        for (int i = at + 2; i < at + length; i++) {
            if (!isContinuation(json[i])) {
                return LOST;
            }
        }
        return at + length;
    }

    /** Returns how many bytes a code point has. */
    static int length(int point) {
        return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    }

    /** Returns one of the bytes of a code point that has a length in bytes. */
    static byte unit(int point, int length, int index) {
        int rest = point >> 6 * (length - 1 - index);
        if (index > 0) {
            return (byte) (0x80 | rest & 0x3f);
        }
        return (byte) (length == 1 ? rest : 0xf00 >> length | rest);
    }

    private static int lengthFrom(int first) {
        if (first < 0xc2 || first > 0xf4) {
            return LOST;
        }
        return first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    }

    /** Overlong forms, surrogates and what lies beyond U+10FFFF show in the second byte. */
    private static boolean isSecond(int first, byte second) {
        int value = second & 0xff;
        return switch (first) {
            case 0xe0 -> value >= 0xa0 && value <= 0xbf;
            case 0xed -> value >= 0x80 && value <= 0x9f;
            case 0xf0 -> value >= 0x90 && value <= 0xbf;
            case 0xf4 -> value >= 0x80 && value <= 0x8f;
            default -> isContinuation(second);
        };
    }

    private static boolean isContinuation(byte b) {
        return (b & 0xc0) == 0x80;
    }
}
