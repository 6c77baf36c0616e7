package dev.memphis.delivery.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memphis.delivery.event.EventHeader;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestEncoderTest {
    private final RequestEncoder encoder = new RequestEncoder(
            new Endpoint("http://gateway:1", "gateway", 1, "gateway:1", "/base", Optional.of("Basic eA==")));

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 9, 10, 1023, 1024, 1025, 200_000})
    void body_isWhatStandsBehindTheHead(int size) {
        String body = "x".repeat(size);

        assertThat(encoded(post("/a", "text/plain", List.of(), body.substring(0, size / 2), body.substring(size / 2))))
                .isEqualTo("POST /base/a HTTP/1.1\r\nhost: gateway:1\r\nproxy-authorization: Basic eA==\r\n"
                        + "content-type: text/plain\r\ncontent-length: " + size + "\r\n\r\n" + body);
    }

    @Test
    void requestsAlike_differInNothingButTheirBodies() {
        String first = encoded(post("/a", "text/plain", List.of(), "one"));
        String second = encoded(post("/a", "text/plain", List.of(), "eleven"));

        assertThat(second).isEqualTo(first.replace("length: 3", "length: 6").replace("one", "eleven"));
    }

    @Test
    void otherPathTypeOrHeaders_areOfThisRequestAlone() {
        for (int round = 0; round < 2; round++) {
            assertThat(encoded(post("/a", "text/plain", List.of(), "x")))
                    .contains("POST /base/a ", "content-type: text/plain")
                    .doesNotContain("X-Id");
            assertThat(encoded(post("/a", "application/json", List.of(), "x")))
                    .contains("content-type: application/json");
            assertThat(encoded(post("/b", "text/plain", List.of(), "x"))).contains("POST /base/b ");
            assertThat(encoded(post("/a", "text/plain", List.of(new EventHeader("X-Id", "7")), "x")))
                    .contains("X-Id: 7\r\n");
        }
    }

    /** Each token makes new paths, for as long as a server runs. */
    @Test
    void pathsWithoutEnd_areAllEncoded() {
        for (int i = 0; i < 5000; i++) {
            assertThat(encoded(post("/" + i, "text/plain", List.of(), "x"))).startsWith("POST /base/" + i + " ");
        }
        assertThat(encoded(post("/0", "text/plain", List.of(), "x"))).startsWith("POST /base/0 ");
    }

    @Test
    void headerThatWouldEndItsLine_isRefused() {
        assertThatThrownBy(() ->
                        encoded(post("/a", "text/plain", List.of(new EventHeader("X-Id", "7\r\nX-Evil: 1")), "x")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(encoded(post("/a", "text/plain", List.of(new EventHeader("X-Id", "7")), "x")))
                .contains("X-Id: 7\r\n");
    }

    private static HttpPost post(String path, String contentType, List<EventHeader> headers, String... body) {
        return new HttpPost(
                path,
                contentType,
                headers,
                List.of(body).stream()
                        .map(piece -> piece.getBytes(StandardCharsets.US_ASCII))
                        .toList());
    }

    private String encoded(HttpPost request) {
        ByteBuf bytes = Unpooled.buffer();
        encoder.encode(request, bytes);
        return bytes.toString(StandardCharsets.US_ASCII);
    }
}
