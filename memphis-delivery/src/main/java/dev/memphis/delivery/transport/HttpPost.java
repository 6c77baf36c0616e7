package dev.memphis.delivery.transport;

import dev.memphis.delivery.event.EventHeader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A POST. Its path may hold a token: it is for no log. Immutable; the arrays must not change.
 *
 * @param path with the query, as it stands in the request line
 * @param headers beside those that every request has
 * @param body in pieces that are sent one after the other
 */
public record HttpPost(String path, String contentType, List<EventHeader> headers, List<byte[]> body) {
    /** Returns a request with a JSON text as its body. */
    public static HttpPost json(String path, String json) {
        return new HttpPost(path, "application/json", List.of(), List.of(json.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public String toString() {
        return "HttpPost[" + body.stream().mapToInt(piece -> piece.length).sum() + " bytes]";
    }
}
