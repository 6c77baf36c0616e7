package dev.memphis.quickstart.todo;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The table todo_items. Thread-safe as far as its data source is. */
public final class TodoTable {
    /** The statement that creates the table where it is not there yet. */
    public static final String CREATE = """
            CREATE TABLE IF NOT EXISTS todo_items (
              item_id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
              description text,
              creation_date timestamp,
              due_date timestamp NULL,
              completed boolean)""";

    private final DataSource database;

    /** Uses the table of a database; {@link #CREATE} makes it. */
    public TodoTable(DataSource database) {
        this.database = database;
    }

    /** Inserts an item and returns its id. */
    public int insert(
            @Nullable String description, LocalDateTime created, @Nullable LocalDateTime due, boolean completed)
            throws SQLException {
        String sql = "INSERT INTO todo_items (description, creation_date, due_date, completed) VALUES (?, ?, ?, ?)"
                + " RETURNING item_id";
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, description);
            insert.setTimestamp(2, Timestamp.valueOf(created));
            insert.setTimestamp(3, due == null ? null : Timestamp.valueOf(due));
            insert.setBoolean(4, completed);
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    /** Returns all items by id. */
    public List<TodoItem> all() throws SQLException {
        List<TodoItem> items = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT * FROM todo_items ORDER BY item_id")) {
            while (row.next()) {
                items.add(TodoItem.read(row));
            }
        }
        return items;
    }
}
