package dev.memphis.emulator.json;

/** UTF-8 as Go reads it: each byte that is not part of a valid sequence becomes a U+FFFD of its own. Stateless. */
final class Utf8 {
    private Utf8() {}

    /** Appends the character at a position and returns how many bytes it took. */
    static int decode(byte[] bytes, int at, StringBuilder text) {
        int first = bytes[at] & 0xff;
        int length = first < 0xc2 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 1;
        if (length == 1 || at + length > bytes.length) {
            text.append('\ufffd');
            return 1;
        }
        int codePoint = first & (0xff >> (length + 1));
        for (int i = 1; i < length; i++) {
            int next = bytes[at + i] & 0xff;
            if ((next & 0xc0) != 0x80) {
                text.append('\ufffd');
                return 1;
            }
            codePoint = (codePoint << 6) | (next & 0x3f);
        }
        if (!valid(codePoint, length)) {
            text.append('\ufffd');
            return 1;
        }
        text.appendCodePoint(codePoint);
        return length;
    }

    /** Neither overlong, nor a surrogate, nor beyond Unicode. */
    private static boolean valid(int codePoint, int length) {
        boolean longEnough = length == 2 || (length == 3 ? codePoint >= 0x800 : codePoint >= 0x10000);
        boolean surrogate = codePoint >= 0xd800 && codePoint <= 0xdfff;
        return longEnough && !surrogate && codePoint <= 0x10ffff;
    }
}
