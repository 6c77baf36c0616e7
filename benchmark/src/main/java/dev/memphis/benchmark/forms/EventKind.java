package dev.memphis.benchmark.forms;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.memphis.delivery.event.Event;
import java.util.ArrayList;
import java.util.List;

/** The kinds of events that are sent: of what size, and whether a batch would keep their values. */
public enum EventKind {
    /** What Debezium 3 makes with schemas on: {@code ts_ns} is beyond 2^53, so a batch would round it. */
    ENVELOPE("3 kB envelope with its schema", true),
    /** The same without a number that a batch would round: here there is a choice. */
    KEPT_ENVELOPE("3 kB envelope with its schema, without ts_ns", false),
    /** What ExtractNewRecordState leaves of a small row. */
    FLAT("200-byte flat event", false);

    private static final JsonMapper JSON = new JsonMapper();
    private static final int HANDLED_BATCH = 2048;

    private final String words;
    private final boolean rounded;

    EventKind(String words, boolean rounded) {
        this.words = words;
        this.rounded = rounded;
    }

    String words() {
        return words;
    }

    /** Says whether a batch would round a value. */
    boolean isRounded() {
        return rounded;
    }

    /** Returns a handled batch of a snapshot: every row once. */
    List<Event> events(String station) {
        List<Event> events = new ArrayList<>(HANDLED_BATCH);
        for (int id = 0; id < HANDLED_BATCH; id++) {
            String key = "{\"id\":" + id + "}";
            events.add(new Event(station, key, json(id), "application/json", List.of(), () -> key));
        }
        return events;
    }

    /** Returns the event of a row as JSON. */
    public String json(int id) {
        return this == FLAT ? row(id).toString() : envelope(id).toString();
    }

    private static ObjectNode row(int id) {
        return JSON.createObjectNode()
                .put("id", id)
                .put("description", "Read three letters and answer two of them, item " + id)
                .put("creation_date", 1_795_517_973_595_725L)
                .putNull("due_date")
                .put("done", id % 2 == 0)
                .put("owner", "somebody at home");
    }

    private ObjectNode envelope(int id) {
        ObjectNode envelope = JSON.createObjectNode();
        ObjectNode schema = envelope.putObject("schema").put("type", "struct").put("name", "todo.public.item.Envelope");
        ArrayNode fields = schema.putArray("fields");
        for (String part : List.of("before", "after")) {
            struct(fields, part, List.of("id", "description", "creation_date", "due_date", "done", "owner"));
        }
        struct(
                fields,
                "source",
                List.of(
                        "version",
                        "connector",
                        "name",
                        "ts_ms",
                        "snapshot",
                        "db",
                        "sequence",
                        "ts_us",
                        "schema",
                        "lsn"));
        ObjectNode payload = envelope.putObject("payload");
        payload.putNull("before").set("after", row(id));
        payload.putObject("source")
                .put("version", "3.6.0.Final")
                .put("connector", "postgresql")
                .put("name", "todo")
                .put("ts_ms", 1_795_517_973_595L)
                .put("snapshot", "true")
                .put("db", "todo_application")
                .put("lsn", 33_905_216L);
        payload.put("op", "r").put("ts_ms", 1_795_517_973_706L).putNull("transaction");
        if (rounded) {
            payload.put("ts_ns", 1_795_517_973_706_345_678L);
        }
        return envelope;
    }

    private static void struct(ArrayNode fields, String name, List<String> names) {
        ObjectNode struct =
                fields.addObject().put("type", "struct").put("optional", true).put("field", name);
        ArrayNode inner = struct.putArray("fields");
        for (String field : names) {
            inner.addObject()
                    .put("type", "string")
                    .put("optional", true)
                    .put("name", "io.debezium.data." + name)
                    .put("version", 1)
                    .put("field", field);
        }
    }
}
