package dev.memphis.emulator.fiber;

import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/**
 * An answer of the gateway, to the letter. Immutable.
 *
 * @param contentType empty where there is no body
 * @param close whether the connection ends with it: what the HTTP server refuses before the gateway sees it
 * @param allow the methods that a path knows, empty where that is not told
 */
public record Answer(int status, Optional<String> contentType, Buffer body, boolean close, Optional<String> allow) {
    /** A message was accepted. */
    public static final Answer SUCCESS = json(200, "{\"error\":null,\"success\":true}");

    public static final Answer OK = json(200, "{\"status\":\"ok\"}");
    public static final Answer UNAUTHORIZED = json(401, "{\"message\":\"Unauthorized\"}");
    public static final Answer SERVER_ERROR = json(500, "{\"message\":\"Server error\"}");
    public static final Answer UNSUPPORTED_CONTENT_TYPE = text(500, "unsupported content type");
    public static final Answer UNSUPPORTED_REQUEST = text(500, "unsupported request");
    public static final Answer PREFLIGHT = new Answer(204, Optional.empty(), Buffer.buffer(), false, Optional.empty());
    public static final Answer INVALID_METHOD = text(400, "Invalid http method");
    public static final Answer BODY_TOO_LARGE = closing(413, "Request Entity Too Large");
    public static final Answer HEADERS_TOO_LARGE = closing(431, "Request Header Fields Too Large");
    public static final Answer BAD_MULTIPART =
            closing(400, "cannot read multipart/form-data body: multipart: NextPart: EOF");

    /** Returns an answer of application/json. */
    public static Answer json(int status, String body) {
        return new Answer(status, Optional.of("application/json"), Buffer.buffer(body), false, Optional.empty());
    }

    /** Returns an answer of text/plain. */
    public static Answer text(int status, String body) {
        return text(status, body, false, Optional.empty());
    }

    /** Returns an answer after which the gateway closes the connection. */
    public static Answer closing(int status, String body) {
        return text(status, body, true, Optional.empty());
    }

    /**
     * Returns what a route says to a method that it has not.
     *
     * @param allow the methods that it has
     */
    public static Answer methodNotAllowed(String allow) {
        return text(405, "Method Not Allowed", false, Optional.of(allow));
    }

    private static Answer text(int status, String body, boolean close, Optional<String> allow) {
        return new Answer(status, Optional.of("text/plain; charset=utf-8"), Buffer.buffer(body), close, allow);
    }

    /** The answer to a produce that failed. */
    public static Answer failure(int status, String error) {
        return json(status, "{\"error\":" + error + ",\"success\":false}");
    }
}
