package dev.memphis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command against a real PostgreSQL; what a server would do is done by a slot's follower and a trigger. */
class SnapshotTest {
    private static EmbeddedPostgres server;

    @TempDir
    Path directory;

    private Follower follower;

    @BeforeAll
    static void start() throws IOException, SQLException {
        server = EmbeddedPostgres.builder()
                .setServerConfig("wal_level", "logical")
                .start();
        sql(
                "CREATE TABLE orders (id int PRIMARY KEY)",
                "CREATE TABLE items (id int PRIMARY KEY)",
                "CREATE TABLE other (id int PRIMARY KEY)",
                "INSERT INTO orders SELECT generate_series(1, 25)",
                "INSERT INTO items SELECT generate_series(1, 10)",
                "SELECT pg_create_logical_replication_slot('shop', 'test_decoding')");
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @BeforeEach
    void signalTable() throws SQLException {
        sql("CREATE TABLE signals (id VARCHAR(64) PRIMARY KEY, type VARCHAR(32) NOT NULL, data VARCHAR(2048) NULL)");
        follower = Follower.of(server.getPort(), "postgres", "shop");
    }

    @AfterEach
    void clear() throws SQLException {
        follower.close();
        sql("DROP TABLE signals");
    }

    /** Marks chunks as Debezium does: at once, and so many. */
    private static void reactWith(int chunks) throws SQLException {
        reactWith(chunks, "");
    }

    private static void reactWith(int chunks, String more) throws SQLException {
        sql(
                "CREATE OR REPLACE FUNCTION react() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                        + " IF NEW.type = 'execute-snapshot' THEN INSERT INTO signals"
                        + " SELECT NEW.id || i, 'snapshot-window-close', NULL FROM generate_series(1, " + chunks
                        + ") i;" + more
                        + " END IF; RETURN NEW; END $$",
                "CREATE TRIGGER react AFTER INSERT ON signals FOR EACH ROW EXECUTE FUNCTION react()");
    }

    @Test
    void snapshotOfTwoTables_isFollowedToItsEnd() throws Exception {
        // 25 rows are three chunks of ten, 10 rows are one, and one that is empty.
        reactWith(5);

        Run run = snapshot("public.orders", "public.items");

        assertThat(run.out())
                .containsPattern("Asked for a snapshot of public.orders, public.items \\(signal memphis-[0-9a-f-]+\\)")
                .contains("100 %: 5 of 5 chunks")
                .endsWith("Finished.\n");
        assertThat(run.exitCode()).isZero();
        assertThat(signals("execute-snapshot"))
                .containsExactly(
                        "{\"type\":\"INCREMENTAL\",\"data-collections\":[\"public.orders\",\"public.items\"]}");
    }

    @Test
    void snapshotThatStandsStill_isTold() throws Exception {
        reactWith(2);

        Run run = snapshot("--patience", "1", "public.orders");

        assertThat(run.out()).contains("50 %: 2 of 4 chunks").contains("Nothing moved for 1 s: it was stopped,");
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void snapshotThatSomebodyStops_isToldWithItsChunks() throws Exception {
        reactWith(2, "INSERT INTO signals VALUES ('mine', 'stop-snapshot', '{}');");

        // It is stopped in the moment of the request: before the first look.
        Run run = snapshot("--patience", "60", "public.orders");

        assertThat(run.out()).endsWith("Stopped after 2 of 4 chunks, as somebody asked for.\n");
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void stop_waitsUntilNoChunkIsRead() throws Exception {
        assertThat(snapshot("--stop").out())
                .containsPattern("Asked to stop the snapshot of all tables \\(signal memphis-[0-9a-f-]+\\)\n")
                .endsWith("No chunk is read any more.\n");
    }

    @Test
    void stopThatTheServerDoesNotHeed_isTold() throws Exception {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            AtomicBoolean goOn = new AtomicBoolean(true);
            Thread chunks = Thread.ofVirtual().start(() -> {
                for (int i = 0; goOn.get(); i++) {
                    try {
                        statement.execute("INSERT INTO signals VALUES ('chunk" + i + "', 'snapshot-window-close')");
                        Thread.sleep(50);
                    } catch (SQLException | InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }
            });
            Run run = snapshot("--stop", "--patience", "1");
            goOn.set(false);
            chunks.join();

            assertThat(run.out()).contains("Chunks are still read after 1 s: those of other tables, or the server");
            assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
        }
    }

    @Test
    void serverThatDoesNotListen_isTold() throws Exception {
        Run run = snapshot("--patience", "1", "public.orders");

        assertThat(run.out()).contains("No server has begun within 1 s: does it run with this");
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void noServer_isToldAndNotWaitedFor() throws Exception {
        follower.close();

        Run run = snapshot("public.orders");

        assertThat(run.out()).endsWith("no server reads slot shop now: it is done once one does\n");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void stop_isASignalOfItsOwn() throws Exception {
        Run run = snapshot("--stop", "--no-wait", "--json");

        assertThat(run.out()).matches("\\{\"signal\":\"memphis-[0-9a-f-]+\",\"state\":\"sent\"}\n");
        assertThat(signals("stop-snapshot")).containsExactly("{\"type\":\"INCREMENTAL\"}");
    }

    @Test
    void api_takesTheSignalInsteadOfTheTable() throws Exception {
        BlockingQueue<String> bodies = new LinkedBlockingQueue<>();
        HttpServer api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        api.createContext("/api/signals", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(202, -1);
            exchange.close();
        });
        api.start();
        try {
            String url = "http://127.0.0.1:" + api.getAddress().getPort();

            assertThat(snapshot("--api", url, "--no-wait", "public.orders").exitCode())
                    .isZero();
            assertThat(bodies.remove()).contains("\"type\":\"execute-snapshot\"", "public.orders");
            assertThat(signals("execute-snapshot")).isEmpty();

            api.removeContext("/api/signals");
            assertThat(snapshot("--api", url, "public.orders").err())
                    .startsWith("memphis snapshot: " + url + "/api/signals answers 404: does the server have"
                            + " debezium.api.enabled=true, and 'in-process' in");
        } finally {
            api.stop(0);
        }
    }

    @Test
    void tableThatIsNotCaptured_isToldWithThoseThatAre() throws Exception {
        Run run = snapshot("public.other");

        assertThat(run.err())
                .isEqualTo(
                        "memphis snapshot: table 'public.other' is not captured; these are: public.items, public.orders\n");
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void signalTableThatIsNotThere_isToldWithItsStatement() throws Exception {
        Run run = snapshot("public.orders", "--set", "debezium.source.signal.data.collection=public.absent");

        assertThat(run.err())
                .isEqualTo(
                        "memphis snapshot: the signal table public.absent is not there, or the user may not see it: CREATE"
                                + " TABLE public.absent (id VARCHAR(64) PRIMARY KEY, type VARCHAR(32) NOT NULL, data VARCHAR(2048)"
                                + " NULL);\n");
    }

    @Test
    void noSignalTable_isAProblemOfTheConfiguration() throws Exception {
        Run run = snapshot("public.orders", "--set", "debezium.source.signal.data.collection=");

        assertThat(run.err())
                .startsWith("memphis snapshot: debezium.source.signal.data.collection is missing: name a table");
        assertThat(run.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
    }

    @Test
    void otherDatabases_areNotKnown() throws Exception {
        Run run = snapshot(
                "a.b", "--set", "debezium.source.connector.class=io.debezium.connector.oracle.OracleConnector");

        assertThat(run.err())
                .isEqualTo(
                        "memphis snapshot: this command knows PostgreSQL, MySQL and MariaDB, and the configuration names"
                                + " Oracle\n");
    }

    private static List<String> signals(String type) throws SQLException {
        List<String> data = new ArrayList<>();
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT data FROM signals WHERE type = '" + type + "'")) {
            while (result.next()) {
                data.add(result.getString(1));
            }
        }
        return data;
    }

    private static void sql(String... statements) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private Run snapshot(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("snapshot", "--config"));
        all.add(Properties.file(
                directory,
                URI.create("http://127.0.0.1:1"),
                "debezium.source.table.include.list=public.orders,public.items",
                "debezium.source.connector.class=io.debezium.connector.postgresql.PostgresConnector",
                "debezium.source.database.hostname=127.0.0.1",
                "debezium.source.database.port=" + server.getPort(),
                "debezium.source.database.user=postgres",
                "debezium.source.database.dbname=postgres",
                "debezium.source.slot.name=shop",
                "debezium.source.incremental.snapshot.chunk.size=10",
                "debezium.source.signal.data.collection=postgres.public.signals"));
        all.addAll(List.of(arguments));
        return Run.memphis(all.toArray(String[]::new));
    }
}
