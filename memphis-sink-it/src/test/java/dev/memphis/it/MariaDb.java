package dev.memphis.it;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A MariaDB that writes its log row by row, from the programs that are installed here. Start and close from one thread. */
final class MariaDb implements AutoCloseable {
    static final String USER = "cdc";
    static final String PASSWORD = "Cdc-Pass-1!";

    private static final Duration START = Duration.ofSeconds(60);

    private final Process server;
    private final int port;

    private MariaDb(Process server, int port) {
        this.server = server;
        this.port = port;
    }

    /** Returns whether MariaDB's server is installed. */
    static boolean isInstalled() {
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

    /** Starts a new one; returns when it takes connections. */
    static MariaDb start(Path folder) throws IOException, InterruptedException {
        Path data = folder.resolve("data");
        Path log = folder.resolve("mariadb.log");
        Files.createDirectories(folder);
        Files.writeString(
                folder.resolve("user.sql"),
                "CREATE OR REPLACE USER " + USER + "@'%' IDENTIFIED BY '" + PASSWORD + "';\n" + "GRANT ALL ON *.* TO "
                        + USER + "@'%';\n");
        Process install = start(
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
        int port = freePort();
        MariaDb mariaDb = new MariaDb(
                start(
                        log,
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
                        "--binlog-row-image=FULL"),
                port);
        await().atMost(START).until(() -> mariaDb.answers(log));
        return mariaDb;
    }

    private static Process start(Path log, String... command) throws IOException {
        return new ProcessBuilder(new ArrayList<>(List.of(command)))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    private boolean answers(Path log) throws IOException {
        if (!server.isAlive()) {
            throw new IOException("mariadbd ended:\n" + Files.readString(log));
        }
        try (Connection connection = connect("")) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    int port() {
        return port;
    }

    /** Runs statements; the database may be empty for none. */
    void execute(String database, String... statements) throws SQLException {
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

    @Override
    public void close() throws InterruptedException {
        server.destroy();
        if (!server.waitFor(20, TimeUnit.SECONDS)) {
            server.destroyForcibly();
        }
    }
}
