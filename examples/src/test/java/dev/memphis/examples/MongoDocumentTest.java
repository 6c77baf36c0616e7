package dev.memphis.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.memphis.delivery.document.Documents;
import io.debezium.connector.mongodb.DocumentTexts;
import io.debezium.connector.mongodb.transforms.ExtractNewDocumentState;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.source.SourceRecord;
import org.bson.BsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** MongoDB's documents, as they come, as the example has them, and as Debezium's transform unfolds them. */
class MongoDocumentTest {
    /** The transform as docs/sources.md has it. */
    private static final Map<String, String> TRANSFORM =
            Map.of("add.fields", "op,ts_ms", "delete.tombstone.handling.mode", "rewrite");

    private static final String DOCUMENT = """
            {"_id": {"$oid": "65e0a1b2c3d4e5f601234567"}, "customer": "žluťoučký kůň 🐎", "total": {"$numberDecimal": "12.50"},
             "count": {"$numberLong": "9007199254740993"}, "placed": {"$date": 1709210096789},
             "address": {"city": "Brno", "zip": "60200"}, "tags": ["new", "gift"], "note": null}""";

    private static final String EVERY_TYPE = """
            {"_id": {"$oid": "65e0a1b2c3d4e5f601234567"}, "double": 1.10, "string": "\\"žluťoučký\\" kůň \\\\ \\n 🐎", "int": 7,
             "long": {"$numberLong": "9007199254740993"}, "date": {"$date": {"$numberLong": "1709210096789"}},
             "binary": {"$binary": {"base64": "AAH/", "subType": "00"}}, "uuid": {"$uuid": "00112233-4455-6677-8899-aabbccddeeff"},
             "bool": true, "null": null, "regex": {"$regularExpression": {"pattern": "^a\\\\.b$", "options": "i"}},
             "time": {"$timestamp": {"t": 1, "i": 2}}, "code": {"$code": "f(\\"x\\")"}, "symbol": {"$symbol": "s"},
             "min": {"$minKey": 1}, "max": {"$maxKey": 1}, "empty": {}, "list": [],
             "nested": {"deep": [1, {"decimal": {"$numberDecimal": "12.50"}}, [null]]}, "a.b $c": "name"}""";

    private final JsonMapper json = new JsonMapper();
    private final JsonConverter converter = new JsonConverter();
    private final ExtractNewDocumentState<SourceRecord> transform = new ExtractNewDocumentState<>();

    @BeforeEach
    void configure() {
        converter.configure(Map.of("schemas.enable", "false"), false);
        transform.configure(TRANSFORM);
    }

    @AfterEach
    void close() {
        transform.close();
        converter.close();
    }

    @Test
    void withTheExample_theDocumentIsAnObjectInTheEnvelopeLetterByLetter() throws Exception {
        assertThat(Example.read("mongodb.properties").below("debezium.sink.memphis."))
                .containsEntry("documents", "object");
        String document = DocumentTexts.of(BsonDocument.parse(EVERY_TYPE));
        Struct value = DocumentChanges.created(document);
        SourceRecord record =
                DocumentChanges.record(1, value.put("before", document).put("op", "u"));
        byte[] written = converter.fromConnectData(record.topic(), record.valueSchema(), record.value());

        String event = new String(new Documents().unfold(written), StandardCharsets.UTF_8);

        assertThat(event)
                .contains("\"before\":" + document + ",\"after\":" + document + ",")
                .contains("\"op\":\"u\"");
        JsonNode after = json.readTree(event).path("after");
        assertThat(after.path("long").toString()).isEqualTo("{\"$numberLong\":\"9007199254740993\"}");
        assertThat(after.path("date").toString()).isEqualTo("{\"$date\":1709210096789}");
        assertThat(after.path("nested").path("deep").get(1).path("decimal").toString())
                .isEqualTo("{\"$numberDecimal\":\"12.50\"}");
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
        SourceRecord deleted = DocumentChanges.record(1, DocumentChanges.deleted(DOCUMENT));

        JsonNode event = written(transform.apply(deleted));

        assertThat(event.path("__deleted").asText()).isEqualTo("true");
        assertThat(event.path("__op").asText()).isEqualTo("d");
    }

    private SourceRecord created() {
        return DocumentChanges.record(1, DocumentChanges.created(DOCUMENT));
    }

    private JsonNode written(SourceRecord record) throws Exception {
        return json.readTree(converter.fromConnectData(record.topic(), record.valueSchema(), record.value()));
    }
}
