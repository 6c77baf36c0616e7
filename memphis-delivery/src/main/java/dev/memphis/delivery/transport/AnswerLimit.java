package dev.memphis.delivery.transport;

import io.netty.handler.codec.TooLongFrameException;

/** How long an answer may be. Receipts are read in portions far below this; what is larger does not come from a gateway. Stateless. */
final class AnswerLimit {
    private static final int LONGEST = 4 << 20;

    private AnswerLimit() {}

    /** @throws TooLongFrameException if an answer of so many bytes is longer than any of a gateway's */
    static void check(long bytes) {
        if (bytes > LONGEST) {
            throw new TooLongFrameException("an answer of more than " + LONGEST + " bytes");
        }
    }
}
