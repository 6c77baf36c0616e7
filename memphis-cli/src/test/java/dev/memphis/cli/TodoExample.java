package dev.memphis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.emulator.EmulatorOptions;
import dev.memphis.emulator.MemphisEmulator;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** README's example on real parts: its database, prepared as the page says, its configuration, and an emulated Memphis. */
final class TodoExample implements AutoCloseable {
    static final Path README = Path.of("..", "README.md");
    static final Pattern CONFIGURATION =
            Pattern.compile("```properties\n(debezium\\.sink\\.type=memphis\n.*?)```", Pattern.DOTALL);

    private static final Pattern STATEMENTS = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);

    private final Path folder;
    private final MemphisEmulator memphis;
    private final EmbeddedPostgres postgres;
    private final boolean ownsDatabase;
    private final Path file;

    private TodoExample(Path folder, MemphisEmulator memphis, EmbeddedPostgres postgres, boolean ownsDatabase)
            throws IOException {
        this.folder = folder;
        this.memphis = memphis;
        this.postgres = postgres;
        this.ownsDatabase = ownsDatabase;
        // As in an unpacked tarball.
        Files.createDirectory(folder.resolve("data"));
        this.file = Files.createDirectory(folder.resolve("config")).resolve("application.properties");
        Files.writeString(
                file,
                block(CONFIGURATION, Files.readString(README))
                        .replace("http://127.0.0.1:4444", memphis.gatewayUri().toString())
                        .replace("database.port=5432", "database.port=" + postgres.getPort()));
    }

    /** @param folder an empty one, where the server would run */
    static TodoExample start(Path folder) throws IOException, SQLException {
        TodoExample example = new TodoExample(
                folder,
                MemphisEmulator.start(EmulatorOptions.defaults()),
                EmbeddedPostgres.builder()
                        .setServerConfig("wal_level", "logical")
                        .start(),
                true);
        example.execute("postgres", "CREATE DATABASE todo_application");
        example.execute("CREATE TABLE todo_items (item_id int PRIMARY KEY, description text)");
        example.execute(block(STATEMENTS, Files.readString(README)));
        return example;
    }

    /** Starts another Memphis, and takes the database of this one. */
    TodoExample another(Path folder) throws IOException {
        return new TodoExample(folder, MemphisEmulator.start(EmulatorOptions.defaults()), postgres, false);
    }

    static String block(Pattern pattern, String page) {
        Matcher block = pattern.matcher(page);
        assertThat(block.find()).as(pattern.pattern()).isTrue();
        return block.group(1);
    }

    MemphisEmulator memphis() {
        return memphis;
    }

    Path file() {
        return file;
    }

    /** Returns where the server would run. */
    Path folder() {
        return folder;
    }

    /** Changes the configuration. */
    void configure(String what, String to) throws IOException {
        String configuration = Files.readString(file);
        assertThat(configuration).contains(what);
        Files.writeString(file, configuration.replace(what, to));
    }

    void execute(String statements) throws SQLException {
        execute("todo_application", statements);
    }

    private void execute(String database, String statements) throws SQLException {
        try (Connection connection = postgres.getDatabase("postgres", database).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(statements);
        }
    }

    /** Returns an output with the folder and the ports that the page has. */
    String asOnThePage(String output) {
        return output.replace(folder + "/config", "config")
                .replace(folder.toString(), "/debezium")
                .replace(":" + memphis.gatewayUri().getPort(), ":4444")
                .replace(":" + postgres.getPort(), ":5432");
    }

    @Override
    public void close() throws IOException {
        try (memphis) {
            if (ownsDatabase) {
                postgres.close();
            }
        }
    }
}
