package dev.memphis.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.memphis.delivery.protocol.Message;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Changes as CloudEvents in JSON, by the stock server's own converter: attributes, rows, deletions, keys. */
@Tag("newest")
class CloudEventsIT {
    private static final Map<String, String> CLOUD_EVENTS = Map.of(
            "debezium.format.value", "cloudevents",
            "debezium.format.value.json.schemas.enable", "false",
            "debezium.format.key.schemas.enable", "false");

    @RegisterExtension
    static final TestBed BED = new TestBed();

    @Test
    void rowsLife_eachChangeIsACloudEventAndTheTombstoneIsLeftOut() throws Exception {
        String name = BED.fresh("cloud");
        Map<String, String> options = new HashMap<>(CLOUD_EVENTS);
        options.put("debezium.sink.memphis.key.header", "Record-Key");
        options.put("debezium.sink.memphis.event.id.header", "Event-Id");

        List<Message> messages = TodoLife.messages(BED, name, options, 3);

        assertThat(messages)
                .extracting(message -> event(message).path("iodebeziumop").asText())
                .containsExactly("c", "u", "d");
        assertThat(messages)
                .extracting(message -> event(message).path("data").toString())
                .containsExactly(
                        "{\"before\":null,\"after\":{\"item_id\":3,\"description\":\"Return \\\"milk\\\"\",\"due_date\":null}}",
                        "{\"before\":null,\"after\":{\"item_id\":3,\"description\":\"Return \\\"milk\\\"\",\"due_date\":20787}}",
                        "{\"before\":{\"item_id\":3,\"description\":null,\"due_date\":null},\"after\":null}");
        assertThat(messages).allSatisfy(message -> {
            JsonNode event = event(message);
            assertThat(event.path("specversion").asText()).isEqualTo("1.0");
            assertThat(event.path("source").asText()).isEqualTo("/debezium/postgresql/" + name);
            assertThat(event.path("type").asText()).isEqualTo("io.debezium.connector.postgresql.DataChangeEvent");
            assertThat(event.path("datacontenttype").asText()).isEqualTo("application/json");
            assertThat(message.headers())
                    .containsEntry("Content-Type", "application/json")
                    .containsEntry("Record-Key", "{\"item_id\":3}");
        });
        assertThat(messages)
                .extracting(message -> event(message).path("id").asText())
                .doesNotHaveDuplicates();
        assertThat(messages)
                .extracting(message -> message.headers().get("Event-Id"))
                .doesNotContainNull()
                .doesNotHaveDuplicates();
        FormatsPage.assertShows("A CloudEvent", messages.getFirst(), name);
    }

    @Test
    void flattenedAtTheTransformsDefaults_deletionHasNoValueAndCarriesItsKey() throws Exception {
        Map<String, String> options = new HashMap<>(flattened());
        options.put("debezium.transforms.unwrap.delete.tombstone.handling.mode", "tombstone");

        List<Message> messages = TodoLife.messages(BED, BED.fresh("cloud"), options, 3);

        assertThat(messages).hasSize(3);
        assertThat(event(messages.getFirst()).path("data").toString())
                .isEqualTo("{\"item_id\":3,\"description\":\"Return \\\"milk\\\"\",\"due_date\":null}");
        assertThat(messages.getLast().text()).isEmpty();
        assertThat(messages.getLast().headers()).containsEntry("Record-Key", "{\"item_id\":3}");
    }

    @Test
    void flattenedWithRewrite_deletionIsACloudEventOfTheRow() throws Exception {
        Map<String, String> options = new HashMap<>(flattened());
        options.put("debezium.transforms.unwrap.delete.tombstone.handling.mode", "rewrite");

        List<Message> messages = TodoLife.messages(BED, BED.fresh("cloud"), options, 3);

        assertThat(messages).hasSize(3);
        JsonNode deletion = event(messages.getLast());
        assertThat(deletion.path("iodebeziumop").asText()).isEqualTo("d");
        assertThat(deletion.path("data").path("item_id").asInt()).isEqualTo(3);
        assertThat(deletion.path("data").path("__deleted").asText()).isEqualTo("true");
    }

    /** The converter takes what it needs of the envelope from record headers, where the first transform puts it. */
    private static Map<String, String> flattened() {
        Map<String, String> options = new HashMap<>(CLOUD_EVENTS);
        options.put("debezium.transforms", "attributes,unwrap");
        options.put("debezium.transforms.attributes.type", "org.apache.kafka.connect.transforms.HeaderFrom$Value");
        options.put("debezium.transforms.attributes.fields", "source,op");
        options.put("debezium.transforms.attributes.headers", "source,op");
        options.put("debezium.transforms.attributes.operation", "copy");
        options.put("debezium.transforms.unwrap.type", "io.debezium.transforms.ExtractNewRecordState");
        options.put(
                "debezium.format.value.metadata.source", "header,id:generate,type:generate,dataSchemaName:generate");
        options.put("debezium.source.tombstones.on.delete", "false");
        return options;
    }

    private static JsonNode event(Message message) {
        try {
            return new ObjectMapper().readTree(message.text());
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + message, e);
        }
    }
}
