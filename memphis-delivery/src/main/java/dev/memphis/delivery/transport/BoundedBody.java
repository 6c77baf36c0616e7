package dev.memphis.delivery.transport;

import io.netty.handler.codec.TooLongFrameException;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;

/** Takes the body of an answer, and no more of it than a gateway ever sends. Confined to the loop. */
final class BoundedBody implements WriteStream<Buffer> {
    private final Buffer body = Buffer.buffer();
    private final int most;

    BoundedBody(int most) {
        this.most = most;
    }

    byte[] bytes() {
        return body.getBytes();
    }

    @Override
    public Future<Void> write(Buffer piece) {
        if (body.length() + piece.length() > most) {
            return Future.failedFuture(new TooLongFrameException("an answer of more than " + most + " bytes"));
        }
        body.appendBuffer(piece);
        return Future.succeededFuture();
    }

    @Override
    public void write(Buffer piece, Handler<AsyncResult<Void>> done) {
        write(piece).onComplete(done);
    }

    @Override
    public void end(Handler<AsyncResult<Void>> done) {
        Future.<Void>succeededFuture().onComplete(done);
    }

    @Override
    public WriteStream<Buffer> exceptionHandler(Handler<Throwable> ignored) {
        return this;
    }

    @Override
    public WriteStream<Buffer> setWriteQueueMaxSize(int ignored) {
        return this;
    }

    @Override
    public boolean writeQueueFull() {
        return false;
    }

    @Override
    public WriteStream<Buffer> drainHandler(Handler<Void> ignored) {
        return this;
    }
}
