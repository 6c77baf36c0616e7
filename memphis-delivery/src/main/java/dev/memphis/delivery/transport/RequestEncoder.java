package dev.memphis.delivery.transport;

import dev.memphis.delivery.event.EventHeader;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Requests to one endpoint as bytes, with nothing of a socket about it, so that many are written in one piece: a system call
 * for each costs more than everything else about it. Netty's encoder makes the heads; those of requests to one path that have
 * no headers of their own differ only in the length of what follows, so each such head is made once. Confined to the loop.
 */
final class RequestEncoder {
    /** Heads for more paths than this are not kept: each new token makes all paths new. */
    private static final int MOST_HEADS = 1000;

    private static final int END_OF_HEAD = 2;
    private static final byte[] LENGTH = "content-length: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_NUMBER = 10;

    /** A head without the length of what follows. */
    private record Head(String contentType, byte[] bytes) {}

    /** Opens to this class what Netty's encoder leaves open to its heirs. */
    private static final class Encoder extends HttpRequestEncoder {
        @Override
        protected void encode(ChannelHandlerContext context, Object request, List<Object> bytes) throws Exception {
            super.encode(context, request, bytes);
        }
    }

    private final Endpoint endpoint;
    private final Encoder encoder = new Encoder();
    private final Map<String, Head> heads = new HashMap<>();

    RequestEncoder(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /**
     * Writes a request's bytes behind what is there.
     *
     * @throws RuntimeException if a header cannot be written; then nothing of the request was
     */
    void encode(HttpPost request, ByteBuf bytes) {
        byte[] head = request.headers().isEmpty() ? keptHead(request) : head(request);
        int length = 0;
        List<byte[]> body = request.body();
        for (int i = 0; i < body.size(); i++) {
            length += body.get(i).length;
        }
        bytes.ensureWritable(head.length + LENGTH.length + LONGEST_NUMBER + END.length + length);
        bytes.writeBytes(head).writeBytes(LENGTH);
        ByteBufUtil.writeAscii(bytes, Integer.toString(length));
        bytes.writeBytes(END);
        for (int i = 0; i < body.size(); i++) {
            bytes.writeBytes(body.get(i));
        }
    }

    private byte[] keptHead(HttpPost request) {
        Head kept = heads.get(request.path());
        if (kept == null || !kept.contentType().equals(request.contentType())) {
            if (heads.size() >= MOST_HEADS) {
                heads.clear();
            }
            kept = new Head(request.contentType(), head(request));
            heads.put(request.path(), kept);
        }
        return kept.bytes();
    }

    private byte[] head(HttpPost request) {
        HttpHeaders headers = new DefaultHttpHeaders();
        endpoint.address(headers);
        headers.set(HttpHeaderNames.CONTENT_TYPE, request.contentType());
        for (EventHeader header : request.headers()) {
            headers.add(header.name(), header.value());
        }
        DefaultFullHttpRequest bodiless = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1,
                HttpMethod.POST,
                endpoint.urlPrefix() + request.path(),
                Unpooled.EMPTY_BUFFER,
                headers,
                EmptyHttpHeaders.INSTANCE);
        List<Object> pieces = new ArrayList<>(1);
        NettyCodec.tried(() -> encoder.encode(NettyCodec.CONTEXT, bodiless, pieces));
        ByteBuf bytes = (ByteBuf) pieces.getFirst();
        return ByteBufUtil.getBytes(bytes, bytes.readerIndex(), bytes.readableBytes() - END_OF_HEAD);
    }
}
