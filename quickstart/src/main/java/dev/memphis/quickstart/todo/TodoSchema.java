package dev.memphis.quickstart.todo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The JSON schema of an event of todo_items, as Debezium's JSON converter writes it. Stateless. */
public final class TodoSchema {
    private TodoSchema() {}

    /** Returns the schema's text. */
    public static String text() {
        try (InputStream in = TodoSchema.class.getResourceAsStream("todo-items.schema.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
