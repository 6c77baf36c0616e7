package dev.memphis.emulator.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.vertx.core.http.HttpServerResponse;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;

/** JSON answers on the management port. Stateless. */
public final class Reply {
    /** Writes the names of records in snake case, those of constants in small letters, instants as text. */
    public static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
            .addModule(new Jdk8Module())
            .addModule(new SimpleModule().addSerializer(Instant.class, ToStringSerializer.instance))
            .build();

    /** As gin does it: four spaces. */
    private static final ObjectWriter INDENTED = JSON.writer(new DefaultPrettyPrinter(Separators.createDefaultInstance()
                    .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                    .withObjectEmptySeparator("")
                    .withArrayEmptySeparator(""))
            .withObjectIndenter(new DefaultIndenter("    ", "\n"))
            .withArrayIndenter(new DefaultIndenter("    ", "\n")));

    private Reply() {}

    /** Answers with a document in one line, that no browser keeps. */
    public static void json(HttpServerResponse response, Object body) {
        send(response.putHeader("Cache-Control", "no-store"), 200, write(body));
    }

    /** Answers with a document that is indented, as those of the management API are. */
    public static void indented(HttpServerResponse response, Object body) {
        send(response, 200, write(INDENTED, body));
    }

    /** Says what is wrong: {@code {"message":…}}. */
    public static void message(HttpServerResponse response, int status, Object message) {
        send(response, status, write(Map.of("message", message)));
    }

    /** Returns a document in one line. */
    public static String write(Object body) {
        return write(JSON.writer(), body);
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
