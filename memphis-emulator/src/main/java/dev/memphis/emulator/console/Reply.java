package dev.memphis.emulator.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.http.HttpServerResponse;
import java.io.UncheckedIOException;
import java.util.Map;

/** JSON answers of the console. Stateless. */
final class Reply {
    static final JsonMapper JSON = new JsonMapper();

    private Reply() {}

    static void json(HttpServerResponse response, JsonNode body) {
        send(response, 200, body);
    }

    static void message(HttpServerResponse response, int status, String message) {
        send(response, status, Map.of("message", message));
    }

    static String write(Object body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void send(HttpServerResponse response, int status, Object body) {
        response.setStatusCode(status)
                .putHeader("Content-Type", "application/json; charset=utf-8")
                .putHeader("Cache-Control", "no-store")
                .end(write(body));
    }
}
