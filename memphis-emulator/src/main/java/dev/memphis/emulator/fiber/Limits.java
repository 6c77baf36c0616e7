package dev.memphis.emulator.fiber;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How large requests may be (contract, "Answers, exactly"). Stateless. */
public final class Limits {
    /** So many bytes may a request line and its headers have together. */
    public static final int LARGEST_HEAD = 4096;

    private static final int LARGEST_BODY = 4 << 20;
    /** What stands in a request's first line besides method and target, and in a header besides name and value. */
    private static final int LINE_BYTES = 14;

    private static final int HEADER_BYTES = 4;

    private Limits() {}

    /** Returns the answer to a request whose head alone shows that it is too large. */
    public static Optional<Answer> problem(HttpServerRequest request) {
        if (headBytes(request) > LARGEST_HEAD) {
            return Optional.of(Answer.HEADERS_TOO_LARGE);
        }
        return tooLong(request.getHeader("Content-Length")) ? Optional.of(Answer.BODY_TOO_LARGE) : Optional.empty();
    }

    private static int headBytes(HttpServerRequest request) {
        int sum = request.method().name().length() + request.uri().length() + LINE_BYTES;
        for (var header : request.headers()) {
            sum += header.getKey().length() + header.getValue().length() + HEADER_BYTES;
        }
        return sum;
    }

    private static boolean tooLong(@Nullable String contentLength) {
        return contentLength != null && contentLength.length() >= 7 && Long.parseLong(contentLength) > LARGEST_BODY;
    }

    /** Goes on with the whole body; refuses one that is too long as soon as it is. */
    public static void read(HttpServerRequest request, Consumer<Buffer> then, Runnable refuse) {
        Buffer body = Buffer.buffer();
        AtomicBoolean refused = new AtomicBoolean();
        request.handler(piece -> {
            if (refused.get()) {
                return;
            }
            if (body.length() + piece.length() > LARGEST_BODY) {
                refused.set(true);
                refuse.run();
            } else {
                body.appendBuffer(piece);
            }
        });
        request.endHandler(end -> {
            if (!refused.get()) {
                then.accept(body);
            }
        });
    }
}
