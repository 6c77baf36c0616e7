package dev.memphis.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.memphis.testbed.load.Harvest;
import dev.memphis.testbed.memphis.MemphisUnderTest;
import dev.memphis.testbed.stock.StockServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What docs/migrating-from-the-http-sink.md says: Debezium Server files offsets under the sink's type, so those of the
 * http sink are not found; on PostgreSQL the slot knows the place, and offsets in a table can be renamed.
 */
class MigrationIT {
    @RegisterExtension
    static final TestBed BED = new TestBed();

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private String database;
    private Harvest harvest;

    @BeforeEach
    void database() throws Exception {
        database = BED.fresh("moved");
        BED.postgres().createDatabase(database);
        BED.postgres().execute(database, "CREATE TABLE item (id int PRIMARY KEY)");
        BED.memphis().management().createStation(database);
        harvest = new Harvest(BED.memphis().reader(database));
    }

    @Test
    void withoutASnapshot_theServerGoesOnWhereTheSlotStands() throws Exception {
        try (StockServer server = BED.server()) {
            runWithHttp(server, Map.of());

            Map<String, String> properties = memphis(Map.of());
            properties.put("debezium.source.snapshot.mode", "no_data");

            assertGoesOn(server, properties);
        }
    }

    @Test
    void offsetsInATable_areRenamed() throws Exception {
        Map<String, String> offsets = BED.offsetsInATable(database);
        try (StockServer server = BED.server()) {
            runWithHttp(server, offsets);
            await().atMost(PATIENCE)
                    .until(() -> count("offset_key LIKE '[\"http\",%' AND offset_val LIKE '%lsn%'") > 0);

            BED.postgres()
                    .execute(
                            TestBed.offsetsOf(database),
                            "UPDATE debezium_offset_storage"
                                    + " SET offset_key = replace(offset_key, '[\"http\",', '[\"memphis\",')");

            assertGoesOn(server, memphis(offsets));
        }
    }

    /** Two rows arrive through the http sink; the third is written while no server runs. */
    private void runWithHttp(StockServer server, Map<String, String> more) throws Exception {
        Map<String, String> properties = http();
        properties.putAll(more);
        server.start(properties);
        BED.postgres().execute(database, "INSERT INTO item VALUES (1)");
        harvest.awaitCount(1);
        BED.postgres().execute(database, "INSERT INTO item VALUES (2)");
        harvest.awaitCount(2);
        server.stop();
        BED.postgres().execute(database, "INSERT INTO item VALUES (3)");
    }

    private void assertGoesOn(StockServer server, Map<String, String> properties) throws Exception {
        server.start(properties);
        BED.postgres().execute(database, "INSERT INTO item VALUES (4)");

        List<JsonNode> events = harvest.await("row 4", PATIENCE, all -> id(all.getLast()) == 4);

        assertThat(events).extracting(MigrationIT::id).startsWith(1, 2).endsWith(3, 4);
        List<JsonNode> last = events.subList(events.size() - 2, events.size());
        assertThat(last)
                .as("captured as changes, not read by a snapshot")
                .allSatisfy(event -> assertThat(event.path("op").asText()).isEqualTo("c"));
    }

    private long count(String condition) throws SQLException {
        try (Connection connection =
                        BED.postgres().database(TestBed.offsetsOf(database)).getConnection();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT count(*) FROM debezium_offset_storage WHERE " + condition)) {
            row.next();
            return row.getLong(1);
        }
    }

    private Map<String, String> memphis(Map<String, String> more) {
        Map<String, String> properties = BED.properties(database, BED.memphis().gateway());
        properties.put("debezium.sink.memphis.station", database);
        properties.put("debezium.source.table.include.list", "public.item");
        properties.putAll(more);
        return properties;
    }

    private Map<String, String> http() {
        Map<String, String> properties = memphis(Map.of());
        properties.keySet().removeIf(name -> name.startsWith("debezium.sink."));
        String gateway = BED.memphis().gateway().toString();
        properties.put("debezium.sink.type", "http");
        properties.put("debezium.sink.http.url", gateway + "/stations/" + database + "/produce/single");
        properties.put("debezium.sink.http.authentication.type", "jwt");
        properties.put("debezium.sink.http.authentication.jwt.url", gateway + "/");
        properties.put("debezium.sink.http.authentication.jwt.username", MemphisUnderTest.USER);
        properties.put("debezium.sink.http.authentication.jwt.password", MemphisUnderTest.PASSWORD);
        properties.put("debezium.format.value", "json");
        return properties;
    }

    private static int id(JsonNode event) {
        return event.path("after").path("id").asInt();
    }
}
