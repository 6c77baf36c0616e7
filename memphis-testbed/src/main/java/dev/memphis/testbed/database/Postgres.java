package dev.memphis.testbed.database;

import dev.memphis.client.Passwords;
import dev.memphis.testbed.Problem;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** An embedded PostgreSQL with logical decoding, in a folder of its own. Thread-safe. */
public final class Postgres implements AutoCloseable {
    public static final String USER = "postgres";
    /** As it is laid out, it trusts whoever comes over loopback: all users of this machine. */
    private static final String RULES = """
            local all all scram-sha-256
            host  all all 127.0.0.1/32 scram-sha-256
            host  all all ::1/128      scram-sha-256
            """;

    private final EmbeddedPostgres server;
    private final String password;

    private Postgres(EmbeddedPostgres server, String password) {
        this.server = server;
        this.password = password;
    }

    /**
     * Starts PostgreSQL, with a password that nobody knows; returns when it answers.
     *
     * @param folder for its data
     * @param port where to listen on loopback; empty for a free one
     * @throws Problem if it does not start
     */
    public static Postgres start(Path folder, Optional<Integer> port) {
        try {
            EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                    .setDataDirectory(folder)
                    .setCleanDataDirectory(false)
                    .setServerConfig("wal_level", "logical")
                    .setServerConfig("max_wal_senders", "10")
                    .setServerConfig("max_replication_slots", "10")
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setPGStartupWait(Duration.ofSeconds(60));
            port.ifPresent(builder::setPort);
            Postgres postgres = new Postgres(builder.start(), Passwords.generate());
            postgres.lock(folder);
            return postgres;
        } catch (IOException | SQLException | RuntimeException e) {
            throw new Problem("PostgreSQL does not start in " + folder + ": " + e.getMessage(), e);
        }
    }

    private void lock(Path folder) throws IOException, SQLException {
        Files.writeString(folder.resolve("pg_hba.conf"), RULES);
        execute(
                server.getPostgresDatabase(),
                "ALTER USER " + USER + " PASSWORD '" + password + "'",
                "SELECT pg_reload_conf()");
    }

    /** Returns the superuser's password. */
    public String password() {
        return password;
    }

    /** Returns where it listens on loopback. */
    public int port() {
        return server.getPort();
    }

    /**
     * Returns what Debezium's connector is told to capture a database as the superuser, by the connector's own names.
     *
     * @see dev.memphis.testbed.stock.ServerOptions#source
     */
    public Map<String, String> source(String database) {
        return source(database, USER, password);
    }

    /** The same, as somebody else. */
    public Map<String, String> source(String database, String user, String userPassword) {
        return Map.of(
                "connector.class",
                "io.debezium.connector.postgresql.PostgresConnector",
                "plugin.name",
                "pgoutput",
                "database.hostname",
                "127.0.0.1",
                "database.port",
                String.valueOf(port()),
                "database.user",
                user,
                "database.password",
                userPassword,
                "database.dbname",
                database);
    }

    /** Creates a database. */
    public void createDatabase(String name) throws SQLException {
        execute("postgres", "CREATE DATABASE " + name);
    }

    /** Returns connections to a database, as the superuser. */
    public DataSource database(String name) {
        return server.getDatabase(USER, name, Map.of("password", password));
    }

    /** Runs statements in a database. */
    public void execute(String database, String... statements) throws SQLException {
        execute(database(database), statements);
    }

    /** Says whether somebody follows the database's changes through a replication slot just now. */
    public boolean isFollowed(String database) throws SQLException {
        try (Connection connection = database(database).getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT EXISTS (SELECT FROM pg_replication_slots"
                        + " WHERE database = current_database() AND active)")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private static void execute(DataSource database, String... statements) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
