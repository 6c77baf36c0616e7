package dev.memphis.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.debezium.connector.mongodb.MongoDbFieldName;
import io.debezium.connector.mongodb.MongoDbSchema;
import io.debezium.connector.mongodb.transforms.ExtractNewDocumentState;
import io.debezium.data.Envelope;
import io.debezium.data.Json;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** MongoDB's documents, as they come and as the example's transform unfolds them. */
class MongoDocumentTest {
    private static final String TRANSFORM = "debezium.transforms.unfold.";
    private static final String DOCUMENT = """
            {"_id": {"$oid": "65e0a1b2c3d4e5f601234567"}, "customer": "žluťoučký kůň 🐎", "total": {"$numberDecimal": "12.50"},
             "count": {"$numberLong": "9007199254740993"}, "placed": {"$date": 1709210096789},
             "address": {"city": "Brno", "zip": "60200"}, "tags": ["new", "gift"], "note": null}""";

    private static final Schema SOURCE = SchemaBuilder.struct()
            .name("io.debezium.connector.mongo.Source")
            .field("db", Schema.STRING_SCHEMA)
            .field("collection", Schema.STRING_SCHEMA)
            .field("ts_ms", Schema.INT64_SCHEMA)
            .build();
    private static final Schema KEY = SchemaBuilder.struct()
            .name("shop.inventory.orders.Key")
            .field("id", Schema.STRING_SCHEMA)
            .build();
    /** The connector's envelope: documents are strings of JSON in it. */
    private static final Envelope ENVELOPE = Envelope.defineSchema()
            .withName("shop.inventory.orders.Envelope")
            .withRecord(Json.builder().optional().build())
            .withSchema(MongoDbSchema.UPDATED_DESCRIPTION_SCHEMA, MongoDbFieldName.UPDATE_DESCRIPTION)
            .withSource(SOURCE)
            .build();

    private final JsonMapper json = new JsonMapper();
    private final JsonConverter converter = new JsonConverter();
    private final ExtractNewDocumentState<SourceRecord> transform = new ExtractNewDocumentState<>();

    @BeforeEach
    void takeTheExample() throws Exception {
        converter.configure(Map.of("schemas.enable", "false"), false);
        Map<String, String> properties = Example.read("mongodb.properties").below(TRANSFORM);
        assertThat(properties).containsEntry("type", ExtractNewDocumentState.class.getName());
        transform.configure(properties);
    }

    @AfterEach
    void close() {
        transform.close();
        converter.close();
    }

    @Test
    void withoutTheTransform_theDocumentIsAString() throws Exception {
        JsonNode event = written(created());

        assertThat(event.path("after").isTextual()).isTrue();
        assertThat(event.path("op").asText()).isEqualTo("c");
    }

    @Test
    void createdDocument_isUnfoldedWithItsTypes() throws Exception {
        JsonNode event = written(transform.apply(created()));

        assertThat(event.path("_id").asText()).isEqualTo("65e0a1b2c3d4e5f601234567");
        assertThat(event.path("customer").asText()).isEqualTo("žluťoučký kůň 🐎");
        assertThat(event.path("count").asText()).isEqualTo("9007199254740993");
        assertThat(event.path("placed").asLong()).isEqualTo(1_709_210_096_789L);
        assertThat(event.path("address").path("city").asText()).isEqualTo("Brno");
        assertThat(event.path("tags").toString()).isEqualTo("[\"new\",\"gift\"]");
        assertThat(event.path("__op").asText()).isEqualTo("c");
        assertThat(event.path("__deleted").asText()).isEqualTo("false");
    }

    @Test
    void deletedDocument_isAnEventThatSaysSo() throws Exception {
        SourceRecord deleted = record(ENVELOPE.delete(DOCUMENT, source(), Instant.ofEpochMilli(1)));

        JsonNode event = written(transform.apply(deleted));

        assertThat(event.path("__deleted").asText()).isEqualTo("true");
        assertThat(event.path("__op").asText()).isEqualTo("d");
    }

    private SourceRecord created() {
        return record(ENVELOPE.create(DOCUMENT, source(), Instant.ofEpochMilli(1)));
    }

    private static Struct source() {
        return new Struct(SOURCE)
                .put("db", "inventory")
                .put("collection", "orders")
                .put("ts_ms", 1L);
    }

    private static SourceRecord record(Struct value) {
        Struct key = new Struct(KEY).put("id", "{\"$oid\": \"65e0a1b2c3d4e5f601234567\"}");
        return new SourceRecord(Map.of(), Map.of(), "shop.inventory.orders", null, KEY, key, value.schema(), value);
    }

    private JsonNode written(SourceRecord record) throws Exception {
        return json.readTree(converter.fromConnectData(record.topic(), record.valueSchema(), record.value()));
    }
}
