package dev.memphis.delivery.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/** An answer and the bytes that it came in: where the same bytes come again, so does the answer. Immutable. */
final class RepeatedAnswer {
    /** Those that accept an event have some 200; what is longer is seldom the same twice. */
    private static final int LONGEST = 1024;

    /** What no bytes are. */
    static final RepeatedAnswer NONE = new RepeatedAnswer(Unpooled.EMPTY_BUFFER, null);

    private final ByteBuf bytes;
    private final @Nullable CompleteAnswer answer;

    private RepeatedAnswer(ByteBuf bytes, @Nullable CompleteAnswer answer) {
        this.bytes = bytes;
        this.answer = answer;
    }

    /** Makes one of the bytes between two places. */
    static RepeatedAnswer of(ByteBuf buffer, int from, int to, CompleteAnswer answer) {
        return to - from > LONGEST
                ? NONE
                : new RepeatedAnswer(Unpooled.copiedBuffer(buffer.slice(from, to - from)), answer);
    }

    /** Takes its bytes off the front of what is unread, if they stand there; returns the answer that they are, else null. */
    @Nullable CompleteAnswer takenOff(ByteBuf unread) {
        int length = bytes.readableBytes();
        boolean is = length > 0
                && unread.readableBytes() >= length
                && ByteBufUtil.equals(bytes, 0, unread, unread.readerIndex(), length);
        if (!is) {
            return null;
        }
        unread.skipBytes(length);
        return answer;
    }
}
