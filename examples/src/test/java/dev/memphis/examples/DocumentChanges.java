package dev.memphis.examples;

import io.debezium.connector.mongodb.MongoDbFieldName;
import io.debezium.connector.mongodb.MongoDbSchema;
import io.debezium.data.Envelope;
import io.debezium.data.Json;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/** Changes of one order of MongoDB's, in the connector's own envelope: documents are strings of JSON in it. Stateless. */
final class DocumentChanges {
    static final String TOPIC = "shop.inventory.orders";

    private static final Schema SOURCE = SchemaBuilder.struct()
            .name("io.debezium.connector.mongo.Source")
            .field("connector", Schema.STRING_SCHEMA)
            .field("db", Schema.STRING_SCHEMA)
            .field("collection", Schema.STRING_SCHEMA)
            .field("ts_ms", Schema.INT64_SCHEMA)
            .build();
    private static final Schema KEY = SchemaBuilder.struct()
            .name(TOPIC + ".Key")
            .field("id", Schema.STRING_SCHEMA)
            .build();
    private static final Envelope ENVELOPE = Envelope.defineSchema()
            .withName(TOPIC + ".Envelope")
            .withRecord(Json.builder().optional().build())
            .withSchema(MongoDbSchema.UPDATED_DESCRIPTION_SCHEMA, MongoDbFieldName.UPDATE_DESCRIPTION)
            .withSource(SOURCE)
            .build();

    private DocumentChanges() {}

    static Struct created(String document) {
        return ENVELOPE.create(document, source(), Instant.ofEpochMilli(1));
    }

    /** @param document null where the collection keeps no pre-images */
    static Struct deleted(String document) {
        return ENVELOPE.delete(document, source(), Instant.ofEpochMilli(1));
    }

    /**
     * Returns the connector's record of a change.
     *
     * @param place where it stands in the source
     * @param value null for a tombstone
     */
    static SourceRecord record(int place, Struct value) {
        Struct key = new Struct(KEY).put("id", "{\"$oid\": \"65e0a1b2c3d4e5f601234567\"}");
        return new SourceRecord(
                Map.of("server", "shop"),
                Map.of("place", place),
                TOPIC,
                null,
                KEY,
                key,
                value == null ? null : value.schema(),
                value);
    }

    private static Struct source() {
        return new Struct(SOURCE)
                .put("connector", "mongodb")
                .put("db", "inventory")
                .put("collection", "orders")
                .put("ts_ms", 1L);
    }
}
