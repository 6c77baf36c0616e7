package dev.memphis.emulator.record;

import dev.memphis.emulator.faults.AnswerFault;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An exchange while it happens. Confined to the emulator's loop. */
public final class OpenExchange {
    private final long number;
    private final long connection;
    private final String method;
    private final String path;
    private final List<String> headers;
    private final Instant began;
    private final Optional<AnswerFault.Kind> fault;
    private long bodyBytes;
    private long accepted;
    private @Nullable Instant ended;
    private int status;

    OpenExchange(
            long number, long connection, HttpServerRequest request, Optional<AnswerFault.Kind> fault, Instant began) {
        this.number = number;
        this.connection = connection;
        this.method = request.method().name();
        this.path = Secrets.ofPath(request.path(), request.query());
        this.headers = withoutTokens(request.headers());
        this.fault = fault;
        this.began = began;
    }

    private static List<String> withoutTokens(MultiMap headers) {
        List<String> kept = new ArrayList<>(2 * headers.size());
        for (Map.Entry<String, String> header : headers) {
            kept.add(header.getKey());
            kept.add(Secrets.ofHeader(header.getKey(), header.getValue()));
        }
        return kept;
    }

    /**
     * The request is whole.
     *
     * @param bytes of its body as they came
     */
    public void bodyCame(long bytes) {
        bodyBytes = bytes;
    }

    /** The gateway took so many messages out of it. */
    public void accepted(long messages) {
        accepted = messages;
    }

    /** The answer went out, or with status 0: the connection is gone. Only the first call counts. */
    public void ended(int answeredStatus, Instant when) {
        if (ended == null) {
            ended = when;
            status = answeredStatus;
        }
    }

    /** Returns the request as a person would name it. */
    public String name() {
        return method + " " + path + " (request " + number + ", connection " + connection + ")";
    }

    Exchange exchange() {
        Map<String, String> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 0; i < headers.size(); i += 2) {
            sorted.put(headers.get(i), headers.get(i + 1));
        }
        return new Exchange(
                number,
                connection,
                method,
                path,
                sorted,
                bodyBytes,
                accepted,
                began,
                Optional.ofNullable(ended),
                status,
                fault);
    }
}
