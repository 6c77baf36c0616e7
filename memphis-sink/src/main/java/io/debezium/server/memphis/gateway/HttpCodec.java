package io.debezium.server.memphis.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpStatusClass;
import java.util.ArrayList;
import java.util.List;

/**
 * HTTP/1.1 as the client of one connection speaks it: requests to bytes, bytes to answers. Netty's own codec, with nothing
 * of a socket about it, so that many requests are written in one piece: a system call for each costs more than everything
 * else about it. Confined to the loop.
 */
final class HttpCodec {
    /** Receipts are read in portions far below this; what is larger does not come from a gateway. */
    private static final int LONGEST_ANSWER = 4 << 20;

    /** Buffers are left to the garbage collector, as those of Vert.x: nobody has to release them. */
    private static final UnpooledByteBufAllocator HEAP = new UnpooledByteBufAllocator(false);

    private final EmbeddedChannel codec;

    HttpCodec() {
        codec = new EmbeddedChannel();
        codec.config().setAllocator(HEAP);
        codec.pipeline().addLast(new HttpClientCodec(), new HttpObjectAggregator(LONGEST_ANSWER));
    }

    /** Returns a request's bytes, the body's own among them: it is not copied. */
    List<ByteBuf> encode(FullHttpRequest request) {
        List<ByteBuf> bytes = new ArrayList<>(2);
        codec.writeOutbound(request);
        for (ByteBuf next = codec.readOutbound(); next != null; next = codec.readOutbound()) {
            bytes.add(next);
        }
        return bytes;
    }

    /**
     * Takes what came, and returns the answers that are whole with it.
     *
     * @throws RuntimeException if it is not HTTP, or an answer without end
     */
    List<FullHttpResponse> decode(ByteBuf bytes) {
        codec.writeInbound(bytes);
        return answers();
    }

    /** Nothing more comes; returns the answer that only the end of the connection ends, if there is one. */
    List<FullHttpResponse> end() {
        codec.finish();
        return answers();
    }

    private List<FullHttpResponse> answers() {
        List<FullHttpResponse> answers = new ArrayList<>();
        for (FullHttpResponse next = codec.readInbound(); next != null; next = codec.readInbound()) {
            if (next.decoderResult().isFailure()) {
                throw new IllegalArgumentException(
                        "what answers does not speak HTTP", next.decoderResult().cause());
            }
            if (next.status().codeClass() != HttpStatusClass.INFORMATIONAL) {
                answers.add(next);
            }
        }
        return answers;
    }
}
