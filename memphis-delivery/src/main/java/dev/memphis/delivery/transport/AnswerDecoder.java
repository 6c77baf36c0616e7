package dev.memphis.delivery.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ByteProcessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The bytes of one connection as answers, by Netty's decoder. A gateway answers the same, byte for byte, until its clock has
 * another second: what has been read is not read again. Confined to the loop.
 */
final class AnswerDecoder {
    /** Opens to this class what Netty's decoder leaves open to its heirs. */
    private static final class Decoder extends HttpResponseDecoder {
        @Override
        protected void decode(ChannelHandlerContext context, ByteBuf bytes, List<Object> parts) throws Exception {
            super.decode(context, bytes, parts);
        }

        @Override
        protected void decodeLast(ChannelHandlerContext context, ByteBuf bytes, List<Object> parts) throws Exception {
            super.decodeLast(context, bytes, parts);
        }
    }

    private static final int UNKNOWN = -1;

    private final Decoder decoder = new Decoder();
    private final AnswerAssembly assembly = new AnswerAssembly();
    private RepeatedAnswer newest = RepeatedAnswer.NONE;
    /** The beginning of what is not whole yet. */
    private ByteBuf unread = Unpooled.EMPTY_BUFFER;
    /** Whether the next byte begins an answer. */
    private boolean between = true;

    /**
     * Takes what came, and returns the answers that are whole with it.
     *
     * @throws RuntimeException if it is not HTTP, or an answer without end
     */
    List<CompleteAnswer> decode(ByteBuf bytes) {
        unread = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(NettyCodec.HEAP, unread, bytes);
        List<CompleteAnswer> answers = new ArrayList<>();
        // Where the answer begins that is read now; unknown for one whose beginning came with bytes before these.
        int begin = UNKNOWN;
        for (int before = -1; unread.isReadable() && unread.readableBytes() != before; ) {
            before = unread.readableBytes();
            begin = between ? unread.readerIndex() : begin;
            next(begin).ifPresent(answers::add);
        }
        return answers;
    }

    private Optional<CompleteAnswer> next(int begin) {
        CompleteAnswer again = between ? newest.takenOff(unread) : null;
        if (again != null) {
            return Optional.of(again);
        }
        Optional<CompleteAnswer> answer = read();
        if (answer.isPresent() && begin != UNKNOWN) {
            newest = RepeatedAnswer.of(unread, begin, unread.readerIndex(), answer.get());
        }
        return answer;
    }

    /** Reads a part or two; of no more than one answer. */
    private Optional<CompleteAnswer> read() {
        int from = unread.readerIndex();
        List<Object> parts = new ArrayList<>(2);
        NettyCodec.tried(() -> decoder.decode(NettyCodec.CONTEXT, unread, parts));
        boolean ended = !parts.isEmpty() && parts.getLast() instanceof LastHttpContent;
        between = ended || (between && !unread.isReadable() && isLineBreaks(from));
        return assembly.whole(parts);
    }

    /** Says whether nothing was read since a place but empty lines, which may stand before an answer. */
    private boolean isLineBreaks(int from) {
        return unread.forEachByte(from, unread.readerIndex() - from, ByteProcessor.FIND_NON_CRLF) < 0;
    }

    /** Says whether nothing of an answer is there whose rest is to come. */
    boolean isBetween() {
        return between;
    }

    /**
     * Nothing more comes; returns the answer that only the end of the connection ends, if there is one.
     *
     * @throws RuntimeException as {@link #decode}
     */
    Optional<CompleteAnswer> end() {
        List<Object> parts = new ArrayList<>();
        NettyCodec.tried(() -> decoder.decodeLast(NettyCodec.CONTEXT, unread, parts));
        return assembly.whole(parts);
    }
}
