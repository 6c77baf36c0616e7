package io.debezium.server.memphis.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;

/** What came back for a request. */
sealed interface Reply {
    /** A whole answer. */
    record Whole(HttpClientResponse head, Buffer body) implements Reply {}

    /** No answer, or only a part of one. */
    record None(Throwable cause) implements Reply {}
}
