package io.debezium.server.memphis.gateway;

import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.time.Duration;
import java.util.function.Consumer;

/** One request on a connection, waiting for its answer. Confined to the loop. */
final class Exchange {
    private final long deadline;
    private final Consumer<Reply> done;
    private boolean over;

    /**
     * @param deadline in nanoseconds of {@link System#nanoTime}
     * @param done told once: the answer, or why there is none
     */
    Exchange(long deadline, Consumer<Reply> done) {
        this.deadline = deadline;
        this.done = done;
    }

    boolean late(long now) {
        return now - deadline > 0;
    }

    boolean over() {
        return over;
    }

    void sent(HttpClientRequest request) {
        request.response().onComplete(response -> {
            if (response.succeeded()) {
                read(response.result());
            } else {
                finish(new Reply.None(response.cause()));
            }
        });
    }

    private void read(HttpClientResponse response) {
        response.body()
                .onComplete(body -> finish(
                        body.succeeded() ? new Reply.Whole(response, body.result()) : new Reply.None(body.cause())));
    }

    void finish(Reply reply) {
        if (!over) {
            over = true;
            done.accept(reply);
        }
    }

    static long deadline(Duration timeout) {
        return System.nanoTime() + timeout.toNanos();
    }
}
