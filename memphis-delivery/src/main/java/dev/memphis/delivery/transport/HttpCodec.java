package dev.memphis.delivery.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.handler.codec.http.HttpResponseDecoder;
import java.util.ArrayList;
import java.util.List;

/**
 * HTTP/1.1 as the client of one connection speaks it: requests to bytes, bytes to answers. Netty's own codec, with nothing
 * of a socket about it, so that many requests are written in one piece: a system call for each costs more than everything
 * else about it. Its two halves are called themselves and not by way of a channel's pipeline, which costs as much as they
 * do, and the compiler of a new server more than all else here. Confined to the loop.
 */
final class HttpCodec {
    /** Buffers are left to the garbage collector, as those of Vert.x: nobody has to release them. */
    private static final UnpooledByteBufAllocator HEAP = new UnpooledByteBufAllocator(false);

    /** Where the two find their allocator; shared, for nothing ever passes through it. */
    private static final ChannelHandlerContext CONTEXT = context();

    private final Encoder encoder = new Encoder();
    private final Decoder decoder = new Decoder();
    private final AnswerAssembly assembly = new AnswerAssembly();
    /** The beginning of what is not whole yet. */
    private ByteBuf unread = Unpooled.EMPTY_BUFFER;

    private static ChannelHandlerContext context() {
        EmbeddedChannel channel = new EmbeddedChannel(new ChannelInboundHandlerAdapter());
        channel.config().setAllocator(HEAP);
        return channel.pipeline().firstContext();
    }

    /** Opens to this class what Netty's encoder leaves open to its heirs. */
    private static final class Encoder extends HttpRequestEncoder {
        @Override
        protected void encode(ChannelHandlerContext context, Object request, List<Object> bytes) throws Exception {
            super.encode(context, request, bytes);
        }
    }

    /** Likewise. */
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

    /** Returns a request's bytes, the body's own among them: a long one is not copied. */
    List<ByteBuf> encode(FullHttpRequest request) {
        List<Object> pieces = new ArrayList<>(2);
        tried(() -> encoder.encode(CONTEXT, request, pieces));
        List<ByteBuf> bytes = new ArrayList<>(pieces.size());
        pieces.forEach(piece -> bytes.add((ByteBuf) piece));
        return bytes;
    }

    /**
     * Takes what came, and returns the answers that are whole with it.
     *
     * @throws RuntimeException if it is not HTTP, or an answer without end
     */
    List<FullHttpResponse> decode(ByteBuf bytes) {
        unread = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(HEAP, unread, bytes);
        List<Object> parts = new ArrayList<>();
        int before = -1;
        while (unread.isReadable() && unread.readableBytes() != before) {
            before = unread.readableBytes();
            tried(() -> decoder.decode(CONTEXT, unread, parts));
        }
        return assembly.whole(parts);
    }

    /**
     * Nothing more comes; returns the answer that only the end of the connection ends, if there is one.
     *
     * @throws RuntimeException as {@link #decode}
     */
    List<FullHttpResponse> end() {
        List<Object> parts = new ArrayList<>();
        tried(() -> decoder.decodeLast(CONTEXT, unread, parts));
        return assembly.whole(parts);
    }

    /** What Netty's halves do; they may throw anything. */
    private interface Step {
        void go() throws Exception;
    }

    private static void tried(Step step) {
        try {
            step.go();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalArgumentException("what is spoken is not HTTP", e);
        }
    }
}
