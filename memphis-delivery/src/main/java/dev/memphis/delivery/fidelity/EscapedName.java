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
        if (point < 0x80) {
            return NameSet.mix(seed, (byte) point);
        }
        if (point < 0x800) {
            return mixLast(NameSet.mix(seed, (byte) (0xc0 | (point >> 6))), point, 1);
        }
        if (point < 0x10000) {
            return mixLast(NameSet.mix(seed, (byte) (0xe0 | (point >> 12))), point, 2);
        }
        return mixLast(NameSet.mix(seed, (byte) (0xf0 | (point >> 18))), point, 3);
    }

    private static long mixLast(long seed, int point, int continuations) {
        long hash = seed;
        for (int shift = 6 * (continuations - 1); shift >= 0; shift -= 6) {
            hash = NameSet.mix(hash, (byte) (0x80 | ((point >> shift) & 0x3f)));
        }
        return hash;
    }
}
