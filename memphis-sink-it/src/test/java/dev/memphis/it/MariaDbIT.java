package dev.memphis.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.memphis.quickstart.server.StockServer;
import dev.memphis.testbed.database.MariaDb;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A source other than PostgreSQL, through the whole pipeline: changes of a real MariaDB reach a station. */
class MariaDbIT {
    @RegisterExtension
    static final TestBed BED = new TestBed();

    @TempDir
    static Path folder;

    private static MariaDb mariaDb;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(
                MariaDb.isInstalled(),
                "MariaDB's server is not installed (Debian: apt-get install mariadb-server-core mariadb-client-core): skipped");
        mariaDb = MariaDb.start(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        if (mariaDb != null) {
            mariaDb.close();
        }
    }

    @Test
    void snapshotThenChanges_allArriveInOrderOfTheirRow() throws Exception {
        String database = BED.fresh("shop");
        String station = database + "." + database + ".item";
        BED.memphis().management().createStation(station);
        mariaDb.execute("", "CREATE DATABASE " + database + " CHARACTER SET utf8mb4");
        mariaDb.execute(
                database,
                "CREATE TABLE item (id bigint unsigned PRIMARY KEY, version int, name varchar(100), price decimal(20,4),"
                        + " placed datetime(6))",
                "INSERT INTO item VALUES (1, 0, 'snapshot', 1.10, '2024-02-29 12:34:56.789012')");
        try (StockServer server = BED.server()) {
            server.start(properties(database));
            Harvest harvest = new Harvest(BED.memphis().reader(station));
            harvest.awaitCount(1);
            mariaDb.execute(
                    database,
                    "INSERT INTO item VALUES (9007199254740993, 0, 'žluťoučký kůň 🐎', 0.0001, NULL)",
                    "UPDATE item SET version = 1 WHERE id = 9007199254740993",
                    "DELETE FROM item WHERE id = 9007199254740993");

            List<JsonNode> events = harvest.awaitCount(4);

            JsonNode snapshot = events.getFirst().path("after");
            assertThat(snapshot.path("name").asText()).isEqualTo("snapshot");
            assertThat(snapshot.path("placed").asText()).isEqualTo("1709210096789012");
            List<JsonNode> changes = events.subList(1, 4);
            assertThat(changes).extracting(event -> event.path("op").asText()).containsExactly("c", "u", "d");
            JsonNode created = changes.getFirst().path("after");
            assertThat(created.path("id").asText()).isEqualTo("9007199254740993");
            assertThat(created.path("name").asText()).isEqualTo("žluťoučký kůň 🐎");
            assertThat(created.path("price").asText()).isEqualTo("0.0001");
            assertThat(changes.getLast().path("before").path("version").asInt()).isEqualTo(1);
        }
    }

    private static Map<String, String> properties(String database) {
        Map<String, String> properties =
                new TreeMap<>(BED.properties(database, BED.memphis().gateway()));
        // What is PostgreSQL's own.
        for (String name : List.of("plugin.name", "slot.name", "schema.include.list", "database.dbname")) {
            properties.remove("debezium.source." + name);
        }
        properties.put("debezium.source.connector.class", "io.debezium.connector.mariadb.MariaDbConnector");
        properties.put("debezium.source.database.port", String.valueOf(mariaDb.port()));
        properties.put("debezium.source.database.user", MariaDb.USER);
        properties.put("debezium.source.database.password", MariaDb.PASSWORD);
        properties.put("debezium.source.database.server.id", "5702");
        if (System.getProperty("debezium.version").startsWith("3.0.")) {
            // The default there is a mode of MySQL, which MariaDB's driver refuses; later servers call it "disable".
            properties.put("debezium.source.database.ssl.mode", "disabled");
        }
        properties.put("debezium.source.database.include.list", database);
        properties.put("debezium.source.table.include.list", database + ".item");
        properties.put("debezium.source.decimal.handling.mode", "string");
        properties.put("debezium.source.schema.history.internal", "io.debezium.storage.file.history.FileSchemaHistory");
        properties.put("debezium.source.schema.history.internal.file.filename", "data/schema-history.dat");
        return properties;
    }
}
