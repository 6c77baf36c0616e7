package dev.memphis.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.memphis.testbed.stock.StockServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code memphis snapshot} as a process of its own, against a stock server that captures. */
class SnapshotIT {
    @RegisterExtension
    static final TestBed BED = new TestBed();

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int ROWS = 20_000;
    private static final int CHUNK = 10;

    private static String database;
    private static StockServer server;

    @BeforeAll
    static void start() throws Exception {
        database = BED.fresh("snapshots");
        BED.postgres().createDatabase(database);
        BED.postgres()
                .execute(
                        database,
                        "CREATE TABLE debezium_signal (id VARCHAR(64) PRIMARY KEY, type VARCHAR(32) NOT NULL, data VARCHAR(2048) NULL)",
                        "CREATE TABLE big (id int PRIMARY KEY, name text)",
                        "CREATE TABLE small (id int PRIMARY KEY)",
                        "INSERT INTO big SELECT i, 'row ' || i FROM generate_series(1, " + ROWS + ") i",
                        "INSERT INTO small SELECT generate_series(1, 25)");
        server = BED.server();
        server.start(properties());
        await().atMost(PATIENCE)
                .until(() -> count("SELECT count(*) FROM pg_replication_slots WHERE active AND slot_name = '" + database
                                + "'")
                        == 1);
    }

    private static Map<String, String> properties() {
        Map<String, String> properties = BED.properties(database, BED.memphis().gateway());
        properties.put("debezium.sink.memphis.station", database);
        // Only what is asked for is read.
        properties.put("debezium.source.snapshot.mode", "no_data");
        properties.put("debezium.source.signal.data.collection", "public.debezium_signal");
        properties.put("debezium.source.incremental.snapshot.chunk.size", String.valueOf(CHUNK));
        // A chunk takes at least one of these.
        properties.put("debezium.source.poll.interval.ms", "20");
        return properties;
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void stop_endsASnapshotInItsMiddle_andAnotherGoesThrough() throws Exception {
        Process snapshot = memphis("snapshot", "snapshot", "public.big");
        try {
            await().atMost(PATIENCE).until(() -> said("snapshot").contains("10 %: "));

            Process stop = memphis("stop", "snapshot", "--stop", "public.big");

            assertThat(stop.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(said("stop"))
                    .contains("Asked to stop the snapshot of public.big (signal memphis-")
                    .endsWith("No chunk is read any more.\n");
            assertThat(stop.exitValue()).isZero();
            assertThat(snapshot.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(said("snapshot"))
                    .containsPattern("Stopped after \\d+ of 2001 chunks, as somebody asked for\\.\n$")
                    .doesNotContain("100 %");
            assertThat(snapshot.exitValue()).isEqualTo(1);
        } finally {
            snapshot.destroyForcibly();
        }
        long chunks = chunks();
        assertThat(chunks).isBetween(200L, 1999L);

        Process another = memphis("another", "snapshot", "public.small");
        assertThat(another.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();

        assertThat(said("another")).endsWith("100 %: 4 of 4 chunks\nFinished.\n");
        // Of the stopped one nothing came after it either.
        assertThat(chunks() - chunks).isEqualTo(4);
    }

    private static long chunks() throws Exception {
        return count("SELECT count(*) FROM debezium_signal WHERE type = 'snapshot-window-close'");
    }

    private static long count(String query) throws Exception {
        try (Connection connection = BED.postgres().database(database).getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getLong(1);
        }
    }

    /** Starts the command with the server's own configuration; what it says goes to a file of that name. */
    private static Process memphis(String name, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                System.getProperty("memphis.cli.jar")));
        command.addAll(List.of(arguments));
        command.addAll(List.of(
                "--config",
                server.folder().resolve("config/application.properties").toString()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(server.folder().resolve(name).toFile())
                .start();
    }

    private static String said(String name) throws IOException {
        return Files.readString(server.folder().resolve(name));
    }
}
