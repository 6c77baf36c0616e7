package dev.memphis.delivery.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An answer and the bytes that it came in: where the same bytes come again, so does the answer. Immutable. */
final class RepeatedAnswer {
    /** Those that accept an event have some 200; what is longer is seldom the same twice. */
    private static final int LONGEST = 1024;

    /** What no bytes are. */
    static final RepeatedAnswer NONE = new RepeatedAnswer(new byte[0], null);

    private final byte[] bytes;
    private final @Nullable CompleteAnswer answer;

    private RepeatedAnswer(byte[] bytes, @Nullable CompleteAnswer answer) {
        this.bytes = bytes;
        this.answer = answer;
    }

    /** Makes one of the bytes between two places. */
    static RepeatedAnswer of(ByteBuf buffer, int from, int to, CompleteAnswer answer) {
        return to - from > LONGEST ? NONE : new RepeatedAnswer(ByteBufUtil.getBytes(buffer, from, to - from), answer);
    }

    /** Takes its bytes off the front of what is unread, if they stand there; returns the answer that they are, else null. */
    @Nullable CompleteAnswer takenOff(ByteBuf unread) {
        int length = bytes.length;
        // Netty's own comparison reads buffers of any kind, and is among what costs the compiler most.
        if (length == 0 || unread.readableBytes() < length || !unread.hasArray()) {
            return null;
        }
        int from = unread.arrayOffset() + unread.readerIndex();
        if (!Arrays.equals(bytes, 0, length, unread.array(), from, from + length)) {
            return null;
        }
        unread.skipBytes(length);
        return answer;
    }
}
