package dev.memphis.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.memphis.testbed.database.BinlogDatabase;
import dev.memphis.testbed.load.Harvest;
import dev.memphis.testbed.stock.StockServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What changes of a database of MySQL's family are in a station, through the whole pipeline. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BinlogCases {
    @RegisterExtension
    static final TestBed BED = new TestBed();

    @TempDir
    static Path folder;

    private final TypedRow types;
    private BinlogDatabase source;

    /** @param types what the database can hold, in a row */
    BinlogCases(TypedRow types) {
        this.types = types;
    }

    /** Starts the database. */
    abstract BinlogDatabase startSource(Path folder) throws Exception;

    /** Returns the properties of the connector that captures it. */
    abstract Map<String, String> connector();

    /** Returns whether the server under test is of the oldest supported release. */
    static boolean isOnOldestServer() {
        return System.getProperty("debezium.version").startsWith("3.0.");
    }

    @BeforeAll
    void start() throws Exception {
        source = startSource(folder);
    }

    @AfterAll
    void stop() {
        if (source != null) {
            source.close();
        }
    }

    @Test
    void snapshotThenChangesAndATruncate_allArriveInOrder() throws Exception {
        String database = freshDatabase();
        source.execute(
                database,
                "CREATE TABLE item (id bigint unsigned PRIMARY KEY, version int, name varchar(100), price decimal(20,4),"
                        + " placed datetime(6))",
                "INSERT INTO item VALUES (1, 0, 'snapshot', 1.10, '2024-02-29 12:34:56.789012')");
        try (StockServer server = BED.server()) {
            Map<String, String> properties = properties(database);
            properties.put("debezium.source.decimal.handling.mode", "string");
            properties.put("debezium.source.skipped.operations", "none");
            server.start(properties);
            Harvest harvest = harvest(database, "item");
            harvest.awaitCount(1);
            source.execute(
                    database,
                    "INSERT INTO item VALUES (9007199254740993, 0, 'žluťoučký kůň 🐎', 0.0001, NULL)",
                    "UPDATE item SET version = 1 WHERE id = 9007199254740993",
                    "DELETE FROM item WHERE id = 9007199254740993",
                    "TRUNCATE TABLE item",
                    "INSERT INTO item VALUES (1, 1, 'after', NULL, NULL)");

            List<JsonNode> events = harvest.awaitCount(6);

            JsonNode snapshot = events.getFirst().path("after");
            assertThat(snapshot.path("name").asText()).isEqualTo("snapshot");
            assertThat(snapshot.path("placed").asText()).isEqualTo("1709210096789012");
            List<JsonNode> changes = events.subList(1, 6);
            assertThat(changes).extracting(event -> event.path("op").asText()).containsExactly("c", "u", "d", "t", "c");
            JsonNode created = changes.getFirst().path("after");
            assertThat(created.path("id").asText()).isEqualTo("9007199254740993");
            assertThat(created.path("name").asText()).isEqualTo("žluťoučký kůň 🐎");
            assertThat(created.path("price").asText()).isEqualTo("0.0001");
            assertThat(changes.get(2).path("before").path("version").asInt()).isEqualTo(1);
            assertThat(changes.get(3).path("source").path("table").asText()).isEqualTo("item");
            assertThat(changes.getLast().path("after").path("name").asText()).isEqualTo("after");
        }
    }

    /** A snapshot asks the database by SQL, changes are read from its log: two readers of each type. */
    @TestFactory
    Stream<DynamicTest> everyType_arrivesAsDebeziumWroteIt() throws Exception {
        String database = freshDatabase();
        source.execute(database, "SET time_zone = '+00:00'", types.create(), types.insert(1));
        try (StockServer server = BED.server()) {
            Map<String, String> properties = properties(database);
            properties.put("debezium.source.bigint.unsigned.handling.mode", "precise");
            server.start(properties);
            Harvest harvest = harvest(database, "everything");
            harvest.awaitCount(1);
            source.execute(database, "SET time_zone = '+00:00'", types.insert(2));

            List<JsonNode> events = harvest.awaitCount(2);

            return Stream.concat(
                    types.testsOfSnapshot(events.get(0).path("after")),
                    types.testsOfChange(events.get(1).path("after")));
        }
    }

    private String freshDatabase() throws Exception {
        String database = BED.fresh("shop");
        source.execute("", "CREATE DATABASE " + database + " CHARACTER SET utf8mb4");
        return database;
    }

    private Harvest harvest(String database, String table) throws Exception {
        String station = database + "." + database + "." + table;
        BED.memphis().management().createStation(station);
        return new Harvest(BED.memphis().reader(station));
    }

    private Map<String, String> properties(String database) {
        Map<String, String> properties =
                new TreeMap<>(BED.properties(database, BED.memphis().gateway()));
        // What is PostgreSQL's own.
        for (String name : List.of("plugin.name", "slot.name", "schema.include.list", "database.dbname")) {
            properties.remove("debezium.source." + name);
        }
        properties.put("debezium.source.database.port", String.valueOf(source.port()));
        properties.put("debezium.source.database.user", BinlogDatabase.USER);
        properties.put("debezium.source.database.password", BinlogDatabase.PASSWORD);
        properties.put("debezium.source.database.server.id", "5702");
        properties.put("debezium.source.database.include.list", database);
        properties.put("debezium.source.include.schema.changes", "false");
        properties.put("debezium.source.schema.history.internal", "io.debezium.storage.file.history.FileSchemaHistory");
        properties.put("debezium.source.schema.history.internal.file.filename", "data/schema-history.dat");
        properties.putAll(connector());
        return properties;
    }
}
