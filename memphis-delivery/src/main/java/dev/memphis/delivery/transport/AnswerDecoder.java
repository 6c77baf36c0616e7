package dev.memphis.delivery.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.LastHttpContent;
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
        int begin = unread.readerIndex();
        boolean whole = between;
        boolean moves = true;
        while (unread.isReadable() && moves) {
            if (between && newest.isTakenOff(unread)) {
                answers.add(newest.answer());
            } else {
                if (between) {
                    begin = unread.readerIndex();
                    whole = true;
                }
                int before = unread.readableBytes();
                Optional<CompleteAnswer> answer = step();
                if (answer.isPresent()) {
                    answers.add(answer.get());
                    if (whole) {
                        newest = RepeatedAnswer.of(unread, begin, unread.readerIndex(), answer.get());
                    }
                }
                moves = unread.readableBytes() != before;
            }
        }
        return answers;
    }

    /** Reads a part or two; of no more than one answer. */
    private Optional<CompleteAnswer> step() {
        List<Object> parts = new ArrayList<>(2);
        NettyCodec.tried(() -> decoder.decode(NettyCodec.CONTEXT, unread, parts));
        between = !parts.isEmpty() && parts.getLast() instanceof LastHttpContent;
        return assembly.whole(parts);
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
