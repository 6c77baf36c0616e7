package dev.memphis.delivery.transport;

import io.netty.handler.codec.TooLongFrameException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One request beside the pipelines and its answer, of which no more is taken than a gateway ever sends, and for no longer than
 * it may take: Vert.x' own time-out begins anew with every byte. Whoever sends more has the connection closed. Confined to
 * the loop.
 */
final class AsideExchange {
    private final HttpPost post;
    private final String url;
    private final Consumer<HttpReply> done;
    private final Buffer body = Buffer.buffer();
    /** Null until there is a connection. */
    private @Nullable HttpClientRequest request;

    private Runnable callOff = () -> {};
    private boolean over;

    /** @param url without secrets, for messages */
    AsideExchange(HttpPost post, String url, Consumer<HttpReply> done) {
        this.post = post;
        this.url = url;
        this.done = done;
    }

    void endAfter(Loop loop, Duration timeout) {
        callOff = loop.schedule(timeout, () -> fail(new TimeoutException("no answer in time")));
    }

    void begin(HttpClientRequest open) {
        if (over) {
            open.reset();
            return;
        }
        request = open;
        open.putHeader("Content-Type", post.contentType());
        post.headers().forEach(header -> open.putHeader(header.name(), header.value()));
        Buffer bytes = Buffer.buffer();
        post.body().forEach(bytes::appendBytes);
        open.exceptionHandler(this::fail);
        open.send(bytes).onFailure(this::fail).onSuccess(this::answered);
    }

    private void answered(HttpClientResponse response) {
        response.exceptionHandler(this::fail);
        response.handler(this::take);
        response.endHandler(
                ignored -> finish(new HttpReply.Answered(response.statusCode(), response::getHeader, body.getBytes())));
    }

    private void take(Buffer piece) {
        if (over) {
            return;
        }
        try {
            AnswerLimit.check((long) body.length() + piece.length());
            body.appendBuffer(piece);
        } catch (TooLongFrameException e) {
            fail(e);
        }
    }

    void fail(Throwable cause) {
        if (over) {
            return;
        }
        finish(new HttpReply.None(Reasons.of(cause, url)));
        if (request != null) {
            request.reset();
        }
    }

    private void finish(HttpReply reply) {
        if (!over) {
            over = true;
            callOff.run();
            done.accept(reply);
        }
    }
}
