package dev.memphis.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.memphis.testbed.load.Harvest;
import dev.memphis.testbed.memphis.MemphisUnderTest;
import dev.memphis.testbed.stock.StockServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The main job: changes of a real PostgreSQL reach a station through a server with the jar dropped in. */
abstract class MainJob {
    @RegisterExtension
    static final TestBed BED = new TestBed();

    /** Lays out the server that does it. */
    abstract StockServer server() throws Exception;

    @Test
    void gateway_answersMonitoring() {
        given().baseUri(BED.memphis().gateway().toString())
                .get("/monitoring/status")
                .then()
                .statusCode(200)
                .body("status", equalTo("ok"));
    }

    @Test
    void snapshotThenChanges_allArriveInOrderOfTheirRow() throws Exception {
        String database = database(
                "CREATE TABLE item (id int PRIMARY KEY, version int, name text)",
                "INSERT INTO item SELECT g, 0, 'snapshot ' || g FROM generate_series(1, 50) g");
        Map<String, String> properties = properties(database);
        try (StockServer server = server()) {
            server.start(properties);
            Harvest harvest = harvest(database);
            harvest.awaitCount(50);
            BED.postgres()
                    .execute(
                            database,
                            "INSERT INTO item VALUES (100, 0, 'žluťoučký kůň 🐎 \"quoted\" \\ </script>')",
                            "UPDATE item SET version = 1 WHERE id = 100",
                            "UPDATE item SET version = 2 WHERE id = 100",
                            "UPDATE item SET id = 101 WHERE id = 100",
                            "DELETE FROM item WHERE id = 101");

            List<JsonNode> events = harvest.awaitCount(50 + 6);

            List<JsonNode> changes = events.subList(50, events.size());
            List<String> ofOldKey = operations(changes, 100);
            assertThat(ofOldKey).containsExactly("c0", "u1", "u2", "d");
            assertThat(operations(changes, 101)).containsExactly("c2", "d");
            assertThat(changes.getFirst().path("after").path("name").asText())
                    .isEqualTo("žluťoučký kůň 🐎 \"quoted\" \\ </script>");
            assertThat(server.logged()).doesNotContain(MemphisUnderTest.PASSWORD);
        }
        BED.memphis()
                .emulator()
                .ifPresent(emulator -> assertThat(emulator.races()).isEmpty());
    }

    @Test
    void halfAMegabyte_arrivesWhole() throws Exception {
        String database = database("CREATE TABLE letter (id int PRIMARY KEY, content text)");
        String content = "🐎 " + "kůň ".repeat(500_000 / 6);
        try (StockServer server = server()) {
            server.start(properties(database));
            try (Connection connection = BED.postgres().database(database).getConnection();
                    PreparedStatement insert = connection.prepareStatement("INSERT INTO letter VALUES (1, ?)")) {
                insert.setString(1, content);
                insert.executeUpdate();
            }

            JsonNode row = harvest(database).awaitCount(1).getFirst().path("after");

            assertThat(row.path("content").asText()).isEqualTo(content);
        }
    }

    @Test
    void restartInBetween_nothingIsMissingAndRowsKeepTheirOrder() throws Exception {
        String database = database("CREATE TABLE item (id int PRIMARY KEY, version int, name text)");
        Map<String, String> properties = properties(database);
        Harvest harvest = harvest(database);
        try (StockServer server = server()) {
            server.start(properties);
            // Once this row is there, what follows is streamed, version by version.
            BED.postgres().execute(database, "INSERT INTO item VALUES (1000, 2, 'first')");
            harvest.awaitCount(1);
            insertAndUpdate(database, 0, 40);
            harvest.awaitCount(10);
            server.stop();
            insertAndUpdate(database, 40, 80);
            server.start(properties);
            insertAndUpdate(database, 80, 100);

            List<JsonNode> events = harvest.await("all rows", Duration.ofSeconds(90), MainJob::hundredRowsAreThere);

            assertRowsInOrder(events);
        }
    }

    private static void insertAndUpdate(String database, int from, int to) throws Exception {
        for (int id = from; id < to; id++) {
            BED.postgres()
                    .execute(
                            database,
                            "INSERT INTO item VALUES (" + id + ", 0, 'n')",
                            "UPDATE item SET version = 1 WHERE id = " + id,
                            "UPDATE item SET version = 2 WHERE id = " + id);
        }
    }

    private static boolean hundredRowsAreThere(List<JsonNode> events) {
        Set<Integer> finished = new HashSet<>();
        for (JsonNode event : events) {
            boolean counted = event.path("after").path("id").asInt() < 100;
            if (counted && event.path("after").path("version").asInt() == 2) {
                finished.add(event.path("after").path("id").asInt());
            }
        }
        return finished.size() == 100;
    }

    /** Every version of every row is there, and none comes first after a later one. */
    private static void assertRowsInOrder(List<JsonNode> events) {
        Map<Integer, List<Integer>> versions = new HashMap<>();
        for (JsonNode event : events) {
            JsonNode row = event.path("after");
            List<Integer> seen = versions.computeIfAbsent(row.path("id").asInt(), id -> new ArrayList<>());
            if (!seen.contains(row.path("version").asInt())) {
                seen.add(row.path("version").asInt());
            }
        }
        versions.remove(1000);
        assertThat(versions).hasSize(100);
        versions.forEach((id, seen) -> assertThat(seen).as("row %d", id).containsExactly(0, 1, 2));
    }

    // ---------------------------------------------------------------- scaffolding

    private static String database(String... statements) throws Exception {
        String database = BED.fresh("shop");
        BED.postgres().createDatabase(database);
        BED.postgres().execute(database, statements);
        BED.memphis().management().createStation(database);
        return database;
    }

    private static Map<String, String> properties(String database) {
        Map<String, String> properties = BED.properties(database, BED.memphis().gateway());
        properties.put("debezium.sink.memphis.station", database);
        return properties;
    }

    private static Harvest harvest(String station) throws Exception {
        return new Harvest(BED.memphis().reader(station));
    }

    /** Returns what happened to a key, in order: the operation and the row's version. */
    private static List<String> operations(List<JsonNode> events, int id) {
        List<String> operations = new ArrayList<>();
        for (JsonNode event : events) {
            JsonNode row = event.path("after").isObject() ? event.path("after") : event.path("before");
            if (row.path("id").asInt() == id) {
                String operation = event.path("op").asText();
                operations.add(
                        operation.equals("d")
                                ? "d"
                                : operation + row.path("version").asInt());
            }
        }
        return operations;
    }
}
