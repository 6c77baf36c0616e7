package dev.memphis.it;

import dev.memphis.delivery.protocol.Message;
import java.util.List;
import java.util.Map;

/** The table of the examples and what happens to its row: what a consumer gets of that is on docs/formats.md. */
final class TodoLife {
    private static final String[] TABLE = {
        "CREATE TABLE todo_items (item_id int PRIMARY KEY, description text, due_date date)",
        "INSERT INTO todo_items VALUES (0, 'there')"
    };
    private static final String[] CHANGES = {
        "INSERT INTO todo_items VALUES (3, 'Return \"milk\"')",
        "UPDATE todo_items SET due_date = '2026-11-30' WHERE item_id = 3",
        "DELETE FROM todo_items WHERE item_id = 3"
    };

    private TodoLife() {}

    static Capture capture(Map<String, String> options) {
        return Capture.of(TABLE).with(options);
    }

    /** Returns what arrives for an insert, an update and a delete, once it is so many messages. */
    static List<Message> messages(TestBed bed, String name, Map<String, String> options, int count) throws Exception {
        return messages(bed, name, capture(options), count);
    }

    static List<Message> messages(TestBed bed, String name, Capture capture, int count) throws Exception {
        return capture.changes(bed, name, all -> all.size() >= count, CHANGES);
    }
}
