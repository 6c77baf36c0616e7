package dev.memphis.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import dev.memphis.quickstart.changes.Change;
import dev.memphis.quickstart.todo.TodoItem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Which rows came out of the station, compared with the table field by field. Confined to one thread. */
final class Checklist {
    private final Map<Integer, JsonNode> delivered = new HashMap<>();

    void add(Change change) {
        if (change.after().isObject()) {
            delivered.put(change.after().path("item_id").asInt(), change.after());
        }
    }

    /** Takes over what another list has. */
    void addAll(Checklist other) {
        delivered.putAll(other.delivered);
    }

    int delivered() {
        return delivered.size();
    }

    /** Returns what is missing or different, a line each; none if all is there. */
    List<String> missing(List<TodoItem> table) {
        List<String> missing = new ArrayList<>();
        for (TodoItem item : table) {
            JsonNode row = delivered.get(item.id());
            if (row == null) {
                missing.add("item_id=" + item.id() + " did not arrive");
            } else {
                compare(item, row, missing);
            }
        }
        return missing;
    }

    private static void compare(TodoItem item, JsonNode row, List<String> missing) {
        item.captured().forEach((name, value) -> {
            JsonNode field = row.path(name);
            String arrived = field.isNull() ? null : field.asText();
            if (!Objects.equals(arrived, value == null ? null : value.toString())) {
                missing.add("item_id=" + item.id() + " " + name + ": table has " + value + ", station has " + field);
            }
        });
    }
}
