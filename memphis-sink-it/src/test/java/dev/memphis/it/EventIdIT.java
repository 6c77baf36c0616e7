package dev.memphis.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.client.StationReader;
import dev.memphis.client.http.CallException;
import dev.memphis.delivery.protocol.Message;
import dev.memphis.testbed.stock.StockServer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a consumer needs to drop what it has seen: an event that is stored again after a crash has the id it had. */
class EventIdIT {
    private static final String HEADER = "Event-Id";
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    /** Without a key, with a key, several in one transaction, several of one row, a delete with its tombstone. */
    private static final String[] CHANGES = {
        "INSERT INTO item SELECT g, 0 FROM generate_series(1, 10) g",
        "UPDATE item SET version = 1 WHERE id = 1",
        "UPDATE item SET version = 2 WHERE id = 1",
        "UPDATE item SET id = 100 WHERE id = 2",
        "DELETE FROM item WHERE id = 3",
        "INSERT INTO keyless VALUES ('a'), ('a'), ('b')"
    };

    private static final int EVENTS = 10 + 2 + 2 + 1 + 3;
    private static final int TOMBSTONES = 2;

    @RegisterExtension
    static final TestBed BED = new TestBed();

    @Test
    void serverKilledBeforeItsOffsetsAreKept_eventsComeAgainWithTheirIds() throws Exception {
        String database = BED.fresh("ids");
        BED.postgres().createDatabase(database);
        BED.postgres()
                .execute(
                        database,
                        "CREATE TABLE item (id int PRIMARY KEY, version int)",
                        "CREATE TABLE keyless (name text)",
                        "INSERT INTO item VALUES (0, 0)");
        BED.memphis().management().createStation(database);
        StationReader reader = BED.memphis().reader(database);
        Map<String, String> properties = properties(database);
        try (StockServer server = BED.server()) {
            server.start(properties);
            awaitRow(reader, 0);
            // Once a change was streamed and its offset kept, no start does the snapshot again.
            BED.postgres().execute(database, "INSERT INTO item VALUES (1000, 0)");
            awaitRow(reader, 1000);
            server.stop();
            properties.put("debezium.source.offset.flush.interval.ms", "3600000");
            server.start(properties);
            // The offset of the first batch is kept at once, those of later ones after the interval.
            BED.postgres().execute(database, "INSERT INTO item VALUES (1001, 0)");
            awaitRow(reader, 1001);
            BED.postgres().execute(database, CHANGES);
            List<String> first = await(reader, EVENTS + TOMBSTONES);

            server.kill();
            server.start(properties);

            List<String> again = await(reader, EVENTS + TOMBSTONES);
            assertThat(first).doesNotHaveDuplicates();
            assertThat(again).containsExactlyInAnyOrderElementsOf(first);
        }
    }

    private static Map<String, String> properties(String database) {
        Map<String, String> properties = BED.properties(database, BED.memphis().gateway());
        properties.put("debezium.sink.memphis.station", database);
        properties.put("debezium.sink.memphis.event.id.header", HEADER);
        properties.put("debezium.sink.memphis.tombstones", "send");
        return properties;
    }

    private static void awaitRow(StationReader reader, int id) throws CallException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (reader.read().stream().noneMatch(text -> text.contains("\"id\":" + id + ","))) {
            assertThat(Instant.now()).as("row %d did not arrive", id).isBefore(end);
        }
    }

    private static List<String> await(StationReader reader, int count) throws CallException, InterruptedException {
        List<String> ids = new ArrayList<>();
        Instant end = Instant.now().plus(PATIENCE);
        while (ids.size() < count && Instant.now().isBefore(end)) {
            for (Message message : reader.readMessages()) {
                ids.add(message.headers().get(HEADER));
            }
        }
        assertThat(ids).as("messages that arrived").hasSize(count).doesNotContainNull();
        return ids;
    }
}
