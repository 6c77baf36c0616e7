package dev.memphis.emulator.management;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.http.HttpServerResponse;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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

    static void nothing(HttpServerResponse response) {
        send(response, 200, "{}");
    }

    static void message(HttpServerResponse response, int status, String message) {
        send(response, status, write(JSON.writer(), Map.of("message", message)));
    }

    /** A business error: the request is understood, and refused. */
    static void refused(HttpServerResponse response, String message) {
        message(response, 406, message);
    }

    static void required(HttpServerResponse response, List<String> fields) {
        List<Map<String, String>> problems = new ArrayList<>();
        fields.forEach(field -> problems.add(problem(field, "required")));
        send(response, 400, write(JSON.writer(), Map.of("message", problems)));
    }

    static void invalid(HttpServerResponse response, String field, String reason) {
        send(response, 400, write(JSON.writer(), Map.of("message", List.of(problem(field, reason)))));
    }

    private static Map<String, String> problem(String field, String reason) {
        Map<String, String> problem = new LinkedHashMap<>();
        problem.put("field", field);
        problem.put("reason", reason);
        return problem;
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
