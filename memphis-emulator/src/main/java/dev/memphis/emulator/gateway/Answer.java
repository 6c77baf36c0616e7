package dev.memphis.emulator.gateway;

import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/**
 * An answer of the gateway, to the letter. Immutable.
 *
 * @param contentType empty where there is no body
 * @param close whether the connection ends with it: what the HTTP server refuses before the gateway sees it
 * @param allow the methods that a path knows, empty where that is not told
 */
record Answer(int status, Optional<String> contentType, Buffer body, boolean close, Optional<String> allow) {
    static final Answer SUCCESS = json(200, "{\"error\":null,\"success\":true}");
    static final Answer OK = json(200, "{\"status\":\"ok\"}");
    static final Answer UNAUTHORIZED = json(401, "{\"message\":\"Unauthorized\"}");
    static final Answer SERVER_ERROR = json(500, "{\"message\":\"Server error\"}");
    static final Answer UNSUPPORTED_CONTENT_TYPE = text(500, "unsupported content type");
    static final Answer UNSUPPORTED_REQUEST = text(500, "unsupported request");
    static final Answer PREFLIGHT = new Answer(204, Optional.empty(), Buffer.buffer(), false, Optional.empty());
    static final Answer INVALID_METHOD = text(400, "Invalid http method");
    static final Answer BODY_TOO_LARGE = closing(413, "Request Entity Too Large");
    static final Answer HEADERS_TOO_LARGE = closing(431, "Request Header Fields Too Large");
    static final Answer BAD_MULTIPART = closing(400, "cannot read multipart/form-data body: multipart: NextPart: EOF");

    static Answer json(int status, String body) {
        return new Answer(status, Optional.of("application/json"), Buffer.buffer(body), false, Optional.empty());
    }

    static Answer text(int status, String body) {
        return text(status, body, false, Optional.empty());
    }

    static Answer closing(int status, String body) {
        return text(status, body, true, Optional.empty());
    }

    static Answer methodNotAllowed(String allow) {
        return text(405, "Method Not Allowed", false, Optional.of(allow));
    }

    private static Answer text(int status, String body, boolean close, Optional<String> allow) {
        return new Answer(status, Optional.of("text/plain; charset=utf-8"), Buffer.buffer(body), close, allow);
    }

    /** The answer to a produce that failed. */
    static Answer failure(int status, String error) {
        return json(status, "{\"error\":" + error + ",\"success\":false}");
    }
}
