package dev.memphis.delivery.transport;

import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaders;

/** What came back for a request. */
sealed interface Reply {
    /** A whole answer. */
    record Whole(int status, HttpHeaders headers, byte[] body) implements Reply {
        static Whole of(FullHttpResponse response) {
            return new Whole(response.status().code(), response.headers(), ByteBufUtil.getBytes(response.content()));
        }
    }

    /** No answer, or only a part of one. */
    record None(Throwable cause) implements Reply {}
}
