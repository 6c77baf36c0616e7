package dev.memphis.delivery.fidelity;

/** JSON's white space (RFC 8259, section 2). */
final class Blanks {
    private Blanks() {}

    /** Returns the position of the first byte that is not blank, or the end. */
    static int skip(byte[] json, int from, int end) {
        int at = from;
        while (at < end && isBlank(json[at])) {
            at++;
        }
        return at;
    }

    private static boolean isBlank(byte b) {
        return b <= ' ' && (b == ' ' || b == '\n' || b == '\r' || b == '\t');
    }
}
