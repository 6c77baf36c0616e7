package dev.memphis.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.memphis.client.StationReader;
import dev.memphis.delivery.protocol.Message;
import dev.memphis.testbed.stock.StockServer;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;
import org.bson.types.Decimal128;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Debezium's MongoDB connector in a stock server, on a double of MongoDB: what a consumer gets for each change. */
@Tag("newest")
class MongoDoubleIT {
    @RegisterExtension
    static final TestBed BED = new TestBed();

    private static MongoDouble mongo;

    @BeforeAll
    static void start() {
        mongo = new MongoDouble();
    }

    @AfterAll
    static void stop() {
        mongo.close();
    }

    @Test
    void documentsAsObjects_changesTellTheirDocument() throws Exception {
        List<Message> messages = messages(Map.of("debezium.sink.memphis.documents", "object"));

        assertThat(messages.get(0).text())
                .contains("\"after\":{\"_id\": 1,\"n\": {\"$numberLong\": \"9007199254740993\"}}", "\"op\":\"r\"");
        assertThat(messages.get(1).text())
                .contains(
                        "\"after\":{\"_id\": 2,\"n\": {\"$numberLong\": \"9223372036854775807\"},"
                                + "\"price\": {\"$numberDecimal\": \"1.10\"},\"at\": {\"$date\": 0},\"list\": [1,\"ž\"],"
                                + "\"in\": {\"a\": null}}",
                        "\"op\":\"c\"");
        assertThat(messages.get(2).text())
                .contains("\"after\":{\"_id\": 2,\"n\": 5,", "\"updatedFields\":{\"n\": 5}", "\"op\":\"u\"");
        assertThat(messages.get(3).text()).contains("\"before\":null,\"after\":null,", "\"op\":\"d\"");
        assertThat(messages.get(3).headers()).containsEntry("Record-Key", "{\"id\":\"2\"}");
    }

    @Test
    void flattened_changesAreTheDocumentAlone() throws Exception {
        List<Message> messages = messages(Map.of(
                "debezium.transforms",
                "unfold",
                "debezium.transforms.unfold.type",
                "io.debezium.connector.mongodb.transforms.ExtractNewDocumentState",
                "debezium.transforms.unfold.array.encoding",
                "document",
                "debezium.transforms.unfold.delete.tombstone.handling.mode",
                "rewrite"));

        assertThat(messages.get(0).text()).isEqualTo("{\"_id\":1,\"n\":9007199254740993,\"__deleted\":false}");
        assertThat(messages.get(1).text())
                .contains("{\"_id\":2,\"n\":9223372036854775807,\"price\":", "\"list\":{\"_0\":1,\"_1\":\"ž\"}");
        assertThat(messages.get(2).text()).contains("{\"_id\":2,\"n\":5,", "\"__deleted\":false");
        assertThat(messages.get(3).text()).isEqualTo("{\"__deleted\":true}");
        assertThat(messages.get(3).headers()).containsEntry("Record-Key", "{\"id\":2}");
    }

    /** Returns what arrives for a document of a snapshot, and for one that is inserted, updated and deleted. */
    private static List<Message> messages(Map<String, String> options) throws Exception {
        String database = BED.fresh("shop");
        BED.memphis().management().createStation(database);
        StationReader reader = BED.memphis().reader(database);
        MongoCollection<Document> orders = mongo.collection(database, "orders");
        orders.insertOne(new Document("_id", 1).append("n", 9007199254740993L));
        try (StockServer server = BED.server()) {
            server.start(properties(database, options));
            List<Message> messages = new ArrayList<>();
            Capture.readUntil(reader, messages, all -> all.size() >= 1);
            orders.insertOne(new Document("_id", 2)
                    .append("n", Long.MAX_VALUE)
                    .append("price", Decimal128.parse("1.10"))
                    .append("at", new Date(0))
                    .append("list", List.of(1, "ž"))
                    .append("in", new Document("a", null)));
            orders.updateOne(Filters.eq("_id", 2), Updates.set("n", 5));
            // An update's document is looked up when it is read.
            Capture.readUntil(reader, messages, all -> all.size() >= 3);
            orders.deleteOne(Filters.eq("_id", 2));
            Capture.readUntil(reader, messages, all -> all.size() >= 4);
            return messages;
        }
    }

    private static Map<String, String> properties(String database, Map<String, String> options) {
        Map<String, String> properties =
                new TreeMap<>(BED.properties(database, BED.memphis().gateway()));
        properties.keySet().removeIf(name -> name.startsWith("debezium.source.database."));
        // What is PostgreSQL's own.
        for (String name : List.of("plugin.name", "slot.name", "schema.include.list")) {
            properties.remove("debezium.source." + name);
        }
        properties.put("debezium.source.connector.class", "io.debezium.connector.mongodb.MongoDbConnector");
        properties.put("debezium.source.mongodb.connection.string", mongo.connectionString());
        properties.put("debezium.source.capture.scope", "collection");
        properties.put("debezium.source.capture.target", database + ".orders");
        properties.put("debezium.source.collection.include.list", database + ".orders");
        properties.put("debezium.format.key.schemas.enable", "false");
        properties.put("debezium.sink.memphis.station", database);
        properties.putAll(options);
        return properties;
    }
}
