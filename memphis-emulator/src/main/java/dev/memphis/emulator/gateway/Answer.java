package dev.memphis.emulator.gateway;

import io.vertx.core.buffer.Buffer;

/** An answer of the gateway, to the letter. Immutable. */
record Answer(int status, String contentType, Buffer body, boolean close) {
    static final Answer SUCCESS = json(200, "{\"error\":null,\"success\":true}");
    static final Answer UNAUTHORIZED = json(401, "{\"message\":\"Unauthorized\"}");
    static final Answer SERVER_ERROR = json(500, "{\"message\":\"Server error\"}");
    static final Answer STALLED = json(
            500,
            "{\"error\":\"memphis: stalled with too many outstanding async published messages\",\"success\":false}");
    static final Answer BATCH_STALLED = json(
            500,
            "{\"error\":[\"memphis: stalled with too many outstanding async published messages\"],\"success\":false}");
    static final Answer UNSUPPORTED_CONTENT_TYPE = text(500, "unsupported content type");
    static final Answer UNSUPPORTED_REQUEST = text(500, "unsupported request");
    static final Answer METHOD_NOT_ALLOWED = text(405, "Method Not Allowed");
    static final Answer BODY_TOO_LARGE = closing(413, "Request Entity Too Large");
    static final Answer HEADERS_TOO_LARGE = closing(431, "Request Header Fields Too Large");

    static Answer json(int status, String body) {
        return new Answer(status, "application/json", Buffer.buffer(body), false);
    }

    static Answer text(int status, String body) {
        return new Answer(status, "text/plain; charset=utf-8", Buffer.buffer(body), false);
    }

    static Answer closing(int status, String body) {
        return new Answer(status, "text/plain; charset=utf-8", Buffer.buffer(body), true);
    }
}
