package dev.memphis.testbed.database;

import dev.memphis.testbed.process.Await;
import dev.memphis.testbed.process.FreePorts;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A MariaDB that writes its log row by row, from the programs that are installed here. Its driver must be on the class path.
 * Start and close from one thread.
 */
public final class MariaDb implements AutoCloseable {
    /** A user with all rights. */
    public static final String USER = "cdc";

    public static final String PASSWORD = "Cdc-Pass-1!";

    private static final Duration START = Duration.ofSeconds(60);

    private final Process server;
    private final int port;

    private MariaDb(Process server, int port) {
        this.server = server;
        this.port = port;
    }

    /** Returns whether MariaDB's server is installed. */
    public static boolean isInstalled() {
        return Stream.of("mariadbd", "mariadb-install-db", "my_print_defaults")
                .allMatch(name -> program(name).isPresent());
    }

    private static Optional<Path> program(String name) {
        String path = System.getenv("PATH") + ":/usr/sbin:/usr/local/sbin:/opt/homebrew/bin";
        return Stream.of(path.split(":", -1))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Starts a new one; returns when it takes connections.
     *
     * @param options of mariadbd, over those that it has here
     */
    public static MariaDb start(Path folder, String... options) throws IOException, InterruptedException {
        Path data = folder.resolve("data");
        Path log = folder.resolve("mariadb.log");
        Files.createDirectories(folder);
        Files.writeString(
                folder.resolve("user.sql"),
                "CREATE OR REPLACE USER " + USER + "@'%' IDENTIFIED BY '" + PASSWORD + "';\n" + "GRANT ALL ON *.* TO "
                        + USER + "@'%' WITH GRANT OPTION;\n");
        Process install = process(
                log,
                program("mariadb-install-db").orElseThrow().toString(),
                "--no-defaults",
                "--user=" + System.getProperty("user.name"),
                "--auth-root-authentication-method=normal",
                "--skip-test-db",
                "--datadir=" + data);
        if (!install.waitFor(START.toSeconds(), TimeUnit.SECONDS) || install.exitValue() != 0) {
            throw new IOException("mariadb-install-db failed:\n" + Files.readString(log));
        }
        int port = FreePorts.next();
        List<String> command = new ArrayList<>(List.of(
                program("mariadbd").orElseThrow().toString(),
                "--no-defaults",
                "--user=" + System.getProperty("user.name"),
                "--datadir=" + data,
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--socket=" + folder.resolve("socket"),
                "--pid-file=" + folder.resolve("pid"),
                "--init-file=" + folder.resolve("user.sql"),
                "--server-id=1",
                "--log-bin=binlog",
                "--binlog-format=ROW",
                "--binlog-row-image=FULL"));
        command.addAll(List.of(options));
        MariaDb mariaDb = new MariaDb(process(log, command.toArray(String[]::new)), port);
        Await.until("MariaDB takes connections", START, () -> mariaDb.answers(log), () -> tail(log));
        return mariaDb;
    }

    private static Process process(Path log, String... command) throws IOException {
        return new ProcessBuilder(new ArrayList<>(List.of(command)))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    private static String tail(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean answers(Path log) {
        if (!server.isAlive()) {
            throw new IllegalStateException("mariadbd ended:\n" + tail(log));
        }
        // The user is there a moment before its rights.
        try (Connection connection = connect("");
                Statement statement = connection.createStatement();
                ResultSet grants = statement.executeQuery("SHOW GRANTS")) {
            return grants.next() && grants.getString(1).startsWith("GRANT ALL PRIVILEGES");
        } catch (SQLException e) {
            return false;
        }
    }

    /** Returns where it listens, on loopback. */
    public int port() {
        return port;
    }

    /** Runs statements; the database may be empty for none. */
    public void execute(String database, String... statements) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection("jdbc:mariadb://127.0.0.1:" + port + "/" + database, USER, PASSWORD);
    }

    /** Ends it, and waits until it has ended. */
    @Override
    public void close() {
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
