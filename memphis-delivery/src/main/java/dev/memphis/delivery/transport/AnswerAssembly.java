package dev.memphis.delivery.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.DecoderResultProvider;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;
import java.util.Optional;

/** Puts answers together of the parts in which they come: a head, and pieces of a body. Confined to the loop. */
final class AnswerAssembly {
    @SuppressWarnings("NullAway.Init") // set by begin(): a head comes before all else
    private HttpResponse head;

    private ByteBuf body = Unpooled.EMPTY_BUFFER;
    /** Whether the body is a buffer of its own, and not the one piece that came: more can be put into it. */
    private boolean gathered;

    /**
     * Takes parts as they come, and returns the answer that is whole with them; one that only announces an answer (1xx) is left
     * out.
     *
     * @param parts of no more than one answer
     * @throws RuntimeException if a part is not HTTP, or an answer is without end
     */
    Optional<CompleteAnswer> whole(List<Object> parts) {
        boolean complete = false;
        for (Object part : parts) {
            check(part);
            if (part instanceof HttpResponse begun) {
                begin(begun);
            }
            if (part instanceof HttpContent piece) {
                add(piece.content());
            }
            complete = part instanceof LastHttpContent && head.status().codeClass() != HttpStatusClass.INFORMATIONAL;
        }
        return complete ? Optional.of(answer()) : Optional.empty();
    }

    private static void check(Object part) {
        if (part instanceof DecoderResultProvider decoded
                && decoded.decoderResult().isFailure()) {
            throw new IllegalArgumentException(
                    "what answers does not speak HTTP", decoded.decoderResult().cause());
        }
    }

    private void begin(HttpResponse begun) {
        if (begun.status().code() == HttpResponseStatus.SWITCHING_PROTOCOLS.code()) {
            // What follows is not HTTP, also where it looks like the answer before.
            throw new IllegalArgumentException("what answers switches protocols, which nobody asked for");
        }
        head = begun;
        body = Unpooled.EMPTY_BUFFER;
        gathered = false;
        AnswerLimit.check(HttpUtil.getContentLength(begun, 0L));
    }

    /** One piece, as answers mostly come in, is not copied; any number of others is copied once. */
    private void add(ByteBuf piece) {
        AnswerLimit.check((long) body.readableBytes() + piece.readableBytes());
        if (!body.isReadable()) {
            body = piece;
        } else if (piece.isReadable()) {
            gather(piece);
        }
    }

    private void gather(ByteBuf piece) {
        if (!gathered) {
            gathered = true;
            body = Unpooled.buffer().writeBytes(body);
        }
        body.writeBytes(piece);
    }

    private CompleteAnswer answer() {
        return new CompleteAnswer(
                new HttpReply.Answered(head.status().code(), head.headers()::get, ByteBufUtil.getBytes(body)),
                !HttpUtil.isKeepAlive(head));
    }
}
