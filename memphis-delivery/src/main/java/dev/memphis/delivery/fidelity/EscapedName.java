package dev.memphis.delivery.fidelity;

/** Names with escapes or non-ASCII letters: the same name may be written in several ways, so its decoded form counts. */
final class EscapedName {
    private EscapedName() {}

    /** Returns the hash of the decoded name, as its UTF-8 bytes would give it. */
    static long hash(long seed, byte[] json, int from, int quote) {
        long hash = seed;
        int at = from;
        while (at < quote) {
            if (json[at] == '\\') {
                hash = mixCodePoint(hash, Escapes.codePoint(json, at, quote));
                at = Escapes.skip(json, at, quote);
            } else {
                hash = NameSet.mix(hash, json[at++]);
            }
        }
        return hash;
    }

    private static long mixCodePoint(long seed, int point) {
        int length = Utf8.length(point);
        long hash = seed;
        for (int i = 0; i < length; i++) {
            hash = NameSet.mix(hash, Utf8.unit(point, length, i));
        }
        return hash;
    }

    /** Returns whether the decoded name is the one that is given, in UTF-8. */
    static boolean is(byte[] name, byte[] json, int from, int quote) {
        int at = from;
        int same = 0;
        while (at < quote && same >= 0) {
            if (json[at] == '\\') {
                same = behind(Escapes.codePoint(json, at, quote), name, same);
                at = Escapes.skip(json, at, quote);
            } else {
                same = same < name.length && name[same] == json[at++] ? same + 1 : FidelityGuard.LOST;
            }
        }
        return same == name.length;
    }

    /** Returns the position behind a code point in a name, or LOST if another stands there. */
    private static int behind(int point, byte[] name, int from) {
        int length = Utf8.length(point);
        if (from + length > name.length) {
            return FidelityGuard.LOST;
        }
        for (int i = 0; i < length; i++) {
            if (name[from + i] != Utf8.unit(point, length, i)) {
                return FidelityGuard.LOST;
            }
        }
        return from + length;
    }
}
