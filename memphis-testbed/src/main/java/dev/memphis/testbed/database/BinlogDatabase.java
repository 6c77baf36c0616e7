package dev.memphis.testbed.database;

import dev.memphis.testbed.process.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A database of MySQL's family as a process, which writes its log row by row. MariaDB's driver, which speaks with all of
 * them, must be on the class path. Start and close from one thread.
 */
public abstract sealed class BinlogDatabase implements AutoCloseable permits MariaDb, MySqlServer {
    /** A user with all rights. */
    public static final String USER = "cdc";

    public static final String PASSWORD = "Cdc-Pass-1!";

    private static final Duration START = Duration.ofSeconds(60);

    private final Process server;
    private final int port;

    BinlogDatabase(Process server, int port) {
        this.server = server;
        this.port = port;
    }

    /** Writes the statements that make the user, for the server to run at its start: each on a line of its own. */
    static Path userFile(Path folder) throws IOException {
        return Files.writeString(
                folder.resolve("user.sql"),
                "CREATE USER IF NOT EXISTS " + USER + "@'%' IDENTIFIED BY '" + PASSWORD + "';\n"
                        + "GRANT ALL ON *.* TO " + USER + "@'%' WITH GRANT OPTION;\n");
    }

    /** Starts a program whose output goes to a file. */
    static Process process(Path log, List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /** Runs the program that makes the folder of data. */
    static void initialize(Path log, List<String> command) throws IOException, InterruptedException {
        Process process = process(log, command);
        if (!process.waitFor(START.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(command.getFirst() + " does not end:\n" + text(log));
        }
        if (process.exitValue() != 0) {
            throw new IOException(command.getFirst() + " failed:\n" + text(log));
        }
    }

    private static String text(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it takes connections of the user; ends it where it never does. */
    final void awaitConnections(Path log) {
        try {
            Await.until("the database takes connections", START, () -> answers(log), () -> text(log));
        } catch (IllegalStateException e) {
            close();
            throw e;
        }
    }

    private boolean answers(Path log) {
        if (!server.isAlive()) {
            throw new IllegalStateException("the database ended:\n" + text(log));
        }
        // The user is there a moment before its rights.
        try (Connection connection = connect("");
                Statement statement = connection.createStatement();
                ResultSet grants = statement.executeQuery("SHOW GRANTS")) {
            return grants.next() && !grants.getString(1).startsWith("GRANT USAGE");
        } catch (SQLException e) {
            return false;
        }
    }

    /** Returns where it listens, on loopback. */
    public final int port() {
        return port;
    }

    /** Runs statements over one connection; the database may be empty for none. */
    public final void execute(String database, String... statements) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** MySQL's users log in with a key of the server's where there is no TLS; it comes from this machine. */
    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:mariadb://127.0.0.1:" + port + "/" + database + "?allowPublicKeyRetrieval=true", USER, PASSWORD);
    }

    /** Ends it, and waits until it has ended. */
    @Override
    public final void close() {
        server.destroy();
        try {
            if (server.waitFor(20, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.destroyForcibly();
    }
}
