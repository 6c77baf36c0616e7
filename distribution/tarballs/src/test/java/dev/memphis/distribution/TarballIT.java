package dev.memphis.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.memphis.it.TestBed;
import dev.memphis.quickstart.todo.TodoTable;
import dev.memphis.testbed.database.Postgres;
import dev.memphis.testbed.load.Harvest;
import dev.memphis.testbed.stock.StockServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each tarball as a new user takes it: unpacked, its own configuration edited, set up, checked, started. */
class TarballIT {
    @RegisterExtension
    static final TestBed BED = new TestBed();

    /** As the tarball's configuration has them. */
    private static final String STATION = "todo-cdc-events";

    private static final String USER = "todocdcservice";
    private static final String PASSWORD = "Todo-Cdc-1!";

    @TempDir
    Path empty;

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"debezium-server-memphis-", "debezium-server-memphis-slim-"})
    void unpackedSetUpAndStarted_deliversChanges(String name) throws Exception {
        Path home = unpack(name + System.getProperty("tarball.version"));
        String database = BED.fresh("todo");
        BED.postgres().createDatabase(database);
        BED.postgres().execute(database, TodoTable.CREATE, "INSERT INTO todo_items (description) VALUES ('snapshot')");
        // Both tarballs are set up on one Memphis: a station each.
        String station = BED.fresh(STATION);
        edit(
                home.resolve("config/application.properties"),
                Map.of(
                        "debezium.source.database.user",
                        Postgres.USER,
                        "debezium.source.publication.autocreate.mode",
                        "all_tables",
                        "debezium.source.database.password",
                        BED.postgres().password(),
                        "debezium.sink.memphis.url",
                        BED.memphis().gateway().toString(),
                        "debezium.sink.memphis.station",
                        station,
                        "debezium.source.database.port",
                        String.valueOf(BED.postgres().port()),
                        "debezium.source.database.dbname",
                        database,
                        "debezium.source.topic.prefix",
                        database,
                        "debezium.source.slot.name",
                        database,
                        "quarkus.http.port",
                        "0"));

        String setup = memphis(home, "setup");
        String check = memphis(home, "check");
        try (StockServer server = StockServer.at(home)) {
            server.start();
            Harvest harvest = new Harvest(BED.memphis().reader(station, USER, PASSWORD));
            harvest.awaitCount(1);
            BED.postgres().execute(database, "INSERT INTO todo_items (description) VALUES ('streamed')");
            List<JsonNode> events = harvest.awaitCount(2);

            assertThat(setup).contains(station, USER);
            assertThat(check).contains(station);
            assertThat(events)
                    .extracting(event -> event.at("/payload/after/description").asText())
                    .containsExactly("snapshot", "streamed");
            assertThat(server.logged()).doesNotContain(PASSWORD);
        }
        assertThat(home.resolve("data/offsets.dat")).exists();
    }

    private Path unpack(String name) throws IOException, InterruptedException {
        Path tarballs = Path.of(System.getProperty("tarballs"));
        Path folder = Files.createDirectory(empty.resolve("an empty folder"));
        run(tarballs, "sha256sum", "--check", name + ".tar.gz.sha256");
        run(folder, "tar", "-xzf", tarballs.resolve(name + ".tar.gz").toString());
        return folder.resolve(name);
    }

    /** Sets properties that are in the file. */
    private static void edit(Path file, Map<String, String> properties) throws IOException {
        String text = Files.readString(file);
        for (Map.Entry<String, String> property : properties.entrySet()) {
            Pattern line = Pattern.compile("(?m)^" + Pattern.quote(property.getKey()) + "=.*$");
            assertThat(line.matcher(text).find()).as(property.getKey()).isTrue();
            text = line.matcher(text)
                    .replaceAll(Matcher.quoteReplacement(property.getKey() + "=" + property.getValue()));
        }
        Files.writeString(file, text);
    }

    private static String memphis(Path home, String command) throws IOException, InterruptedException {
        return run(
                home,
                "bin/memphis",
                command,
                "--management-url=" + BED.memphis().managementUri());
    }

    private static String run(Path folder, String... command) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("MEMPHIS_MANAGEMENT_PASSWORD", BED.memphis().rootPassword());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(String.join(" ", command) + "\n" + said)
                .isZero();
        return said;
    }
}
