package dev.memphis.emulator.management;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.http.HttpServerResponse;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** Answers of the management API as gin writes them: four spaces of indentation where the real one has them. Stateless. */
final class Reply {
    private static final JsonMapper JSON = new JsonMapper();
    private static final ObjectWriter INDENTED = JSON.writer(new DefaultPrettyPrinter(Separators.createDefaultInstance()
                    .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                    .withObjectEmptySeparator("")
                    .withArrayEmptySeparator(""))
            .withObjectIndenter(new DefaultIndenter("    ", "\n"))
            .withArrayIndenter(new DefaultIndenter("    ", "\n")));

    private Reply() {}

    static void indented(HttpServerResponse response, Object body) {
        send(response, 200, write(INDENTED, body));
    }

    static void plain(HttpServerResponse response, Object body) {
        send(response, 200, write(JSON.writer(), body));
    }

    static void message(HttpServerResponse response, int status, String message) {
        send(response, status, write(JSON.writer(), Map.of("message", message)));
    }

    static void required(HttpServerResponse response, List<String> fields) {
        List<Map<String, String>> problems = fields.stream()
                .map(field ->
                        (Map<String, String>) new java.util.TreeMap<>(Map.of("field", field, "reason", "required")))
                .toList();
        send(response, 400, write(JSON.writer(), Map.of("message", problems)));
    }

    private static String write(ObjectWriter writer, Object body) {
        try {
            return writer.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void send(HttpServerResponse response, int status, String body) {
        response.setStatusCode(status)
                .putHeader("Content-Type", "application/json; charset=utf-8")
                .end(body);
    }
}
