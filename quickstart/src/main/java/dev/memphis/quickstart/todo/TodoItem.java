package dev.memphis.quickstart.todo;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row of todo_items. Immutable.
 *
 * @param dueDate null where there is none
 */
public record TodoItem(
        int id,
        @Nullable String description,
        @Nullable LocalDateTime creationDate,
        @Nullable LocalDateTime dueDate,
        boolean completed) {

    static TodoItem read(ResultSet row) throws SQLException {
        return new TodoItem(
                row.getInt("item_id"),
                row.getString("description"),
                local(row.getTimestamp("creation_date")),
                local(row.getTimestamp("due_date")),
                row.getBoolean("completed"));
    }

    private static @Nullable LocalDateTime local(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toLocalDateTime();
    }

    /** Returns the row as Debezium's default types show it: timestamps are microseconds since 1970, zone-less. */
    public Map<String, @Nullable Object> captured() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("item_id", id);
        fields.put("description", description);
        fields.put("creation_date", micros(creationDate));
        fields.put("due_date", micros(dueDate));
        fields.put("completed", completed);
        return fields;
    }

    private static @Nullable Long micros(@Nullable LocalDateTime time) {
        return time == null ? null : ChronoUnit.MICROS.between(LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC), time);
    }
}
