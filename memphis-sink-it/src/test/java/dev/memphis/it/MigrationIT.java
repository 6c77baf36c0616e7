package dev.memphis.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.memphis.quickstart.server.StockServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What docs/migrating-from-the-http-sink.md says: the other property file, and the server goes on where it stopped. */
class MigrationIT {
    @RegisterExtension
    static final TestBed BED = new TestBed();

    @Test
    void fromTheHttpSink_theServerGoesOnWhereItStopped() throws Exception {
        String database = BED.fresh("moved");
        BED.postgres().createDatabase(database);
        BED.postgres().execute(database, "CREATE TABLE item (id int PRIMARY KEY)");
        BED.memphis().management().createStation(database);
        Harvest harvest = new Harvest(BED.memphis().reader(database));
        try (StockServer server = BED.server()) {
            server.start(http(database));
            BED.postgres().execute(database, "INSERT INTO item VALUES (1)");
            harvest.awaitCount(1);
            BED.postgres().execute(database, "INSERT INTO item VALUES (2)");
            harvest.awaitCount(2);
            await().atMost(Duration.ofSeconds(30)).until(() -> streamingIsStored(server));
            server.stop();
            BED.postgres().execute(database, "INSERT INTO item VALUES (3)");

            server.start(memphis(database));
            BED.postgres().execute(database, "INSERT INTO item VALUES (4)");

            List<JsonNode> events = harvest.await("row 4", Duration.ofSeconds(90), all -> id(all.getLast()) == 4);
            assertThat(events).extracting(MigrationIT::id).startsWith(1, 2).endsWith(3, 4);
            assertThat(events.getLast().path("op").asText()).isEqualTo("c");
        }
    }

    /** Until then, a server that is started again does the snapshot once more, whatever its sink. */
    private static boolean streamingIsStored(StockServer server) throws IOException {
        Path offsets = server.folder().resolve("data/offsets.dat");
        return Files.exists(offsets)
                && Files.readString(offsets, StandardCharsets.ISO_8859_1).contains("lsn_commit");
    }

    private static Map<String, String> memphis(String database) {
        Map<String, String> properties = BED.properties(database, BED.memphis().gateway());
        properties.put("debezium.sink.memphis.station", database);
        return properties;
    }

    private static Map<String, String> http(String database) {
        Map<String, String> properties = BED.properties(database, BED.memphis().gateway());
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
