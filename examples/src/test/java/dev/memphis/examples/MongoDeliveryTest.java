package dev.memphis.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.emulator.EmulatorOptions;
import dev.memphis.emulator.MemphisEmulator;
import dev.memphis.emulator.broker.Message;
import dev.memphis.testbed.host.JsonEvents;
import io.debezium.connector.mongodb.DocumentTexts;
import io.debezium.connector.mongodb.transforms.ExtractNewDocumentState;
import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine.Offsets;
import io.debezium.engine.DebeziumEngine.RecordCommitter;
import io.debezium.server.memphis.EmbeddedMemphisSink;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.apache.kafka.connect.source.SourceRecord;
import org.bson.BsonDocument;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A document's life from the connector's own envelope through Debezium's transform, converter and the sink into a station. The
 * changes are made here, with the connector's classes; there is no MongoDB.
 */
class MongoDeliveryTest {
    private static final String PREFIX = "shop";
    private static final String DOCUMENT = DocumentTexts.of(BsonDocument.parse("""
            {"_id": {"$oid": "65e0a1b2c3d4e5f601234567"}, "customer": "Anna", "count": {"$numberLong": "9007199254740993"},
             "total": {"$numberDecimal": "12.50"}, "address": {"city": "Brno"}}"""));

    private static final String PLAIN =
            "{\"_id\":\"65e0a1b2c3d4e5f601234567\",\"customer\":\"Anna\",\"count\":9007199254740993,\"total\":\"12.50\","
                    + "\"address\":{\"city\":\"Brno\"}";

    private static final String ENVELOPES_KEY = "{\"id\":\"{\\\"$oid\\\": \\\"65e0a1b2c3d4e5f601234567\\\"}\"}";
    private static final String UNFOLDED_KEY = "{\"id\":\"65e0a1b2c3d4e5f601234567\"}";

    private static MemphisEmulator emulator;
    private static int stations;

    @BeforeAll
    static void start() {
        emulator = MemphisEmulator.start(
                EmulatorOptions.defaults().withStrict(true).withUser("todocdcservice", "Todo-Cdc-1!"));
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    @Test
    void envelopesWithDocumentsAsObjects_deletionTellsItsDocumentOrItsKey() throws Exception {
        List<Message> messages = delivered(UnaryOperator.identity());

        assertThat(messages).hasSize(3);
        assertThat(messages.get(0).text()).contains("\"before\":null,\"after\":" + DOCUMENT + ",");
        assertThat(messages.get(1).text()).contains("\"before\":" + DOCUMENT + ",\"after\":null,", "\"op\":\"d\"");
        assertThat(messages.get(2).text()).contains("\"before\":null,\"after\":null,", "\"op\":\"d\"");
        assertThat(messages).extracting(MongoDeliveryTest::key).containsExactly(null, null, ENVELOPES_KEY);
    }

    @Test
    void unfoldedWithRewrite_deletionTellsItsDocumentOrItsKey() throws Exception {
        List<Message> messages = unfolded(Map.of("delete.tombstone.handling.mode", "rewrite", "add.fields", "op"));

        assertThat(messages)
                .extracting(Message::text)
                .containsExactly(
                        PLAIN + ",\"__deleted\":false,\"__op\":\"c\"}",
                        PLAIN + ",\"__deleted\":true,\"__op\":\"d\"}",
                        "{\"__deleted\":true,\"__op\":\"d\"}");
        assertThat(messages).extracting(MongoDeliveryTest::key).containsExactly(null, null, UNFOLDED_KEY);
    }

    @Test
    void unfoldedWithRewriteAndTombstone_theTombstoneIsLeftOut() throws Exception {
        assertThat(unfolded(Map.of("delete.tombstone.handling.mode", "rewrite-with-tombstone")))
                .hasSize(3);
    }

    @Test
    void unfoldedAtTheTransformsDefaults_deletionHasNoValueAndCarriesItsKey() throws Exception {
        List<Message> messages = unfolded(Map.of());

        assertThat(messages).extracting(Message::text).containsExactly(PLAIN + "}", "", "");
        assertThat(messages).extracting(MongoDeliveryTest::key).containsExactly(null, UNFOLDED_KEY, UNFOLDED_KEY);
    }

    private static String key(Message message) {
        return message.headers().get("Record-Key");
    }

    private static List<Message> unfolded(Map<String, String> options) throws Exception {
        try (ExtractNewDocumentState<SourceRecord> transform = new ExtractNewDocumentState<>()) {
            transform.configure(options);
            return delivered(transform::apply);
        }
    }

    /** Returns what a station holds after an insert, a delete with pre-image and one without, each with its tombstone. */
    private static List<Message> delivered(UnaryOperator<SourceRecord> transform) throws Exception {
        String station = "documents" + stations++;
        Map<String, String> options = new HashMap<>(Map.of(
                "topic.prefix",
                PREFIX + stations,
                "memphis.url",
                emulator.gatewayUri().toString(),
                "memphis.username",
                "todocdcservice",
                "memphis.password",
                "Todo-Cdc-1!",
                "memphis.station",
                station,
                "memphis.documents",
                "object"));
        List<ChangeEvent<Object, Object>> marked = new ArrayList<>();
        List<ChangeEvent<Object, Object>> records = converted(transform);
        try (EmbeddedMemphisSink<Object, Object> sink = EmbeddedMemphisSink.open(options)) {
            sink.handleBatch(records, new Marks(marked));
        }
        assertThat(marked).isEqualTo(records);
        return emulator.stations().messages(station);
    }

    private static List<ChangeEvent<Object, Object>> converted(UnaryOperator<SourceRecord> transform) {
        try (JsonEvents json = new JsonEvents(false)) {
            return life().stream()
                    .map(transform)
                    .filter(Objects::nonNull)
                    .map(json::of)
                    .toList();
        }
    }

    private static List<SourceRecord> life() {
        return List.of(
                DocumentChanges.record(1, DocumentChanges.created(DOCUMENT)),
                DocumentChanges.record(2, DocumentChanges.deleted(DOCUMENT)),
                DocumentChanges.record(2, null),
                DocumentChanges.record(3, DocumentChanges.deleted(null)),
                DocumentChanges.record(3, null));
    }

    /** Takes note of what the sink marks as delivered. */
    private record Marks(List<ChangeEvent<Object, Object>> marked)
            implements RecordCommitter<ChangeEvent<Object, Object>> {
        @Override
        public void markProcessed(ChangeEvent<Object, Object> record) {
            marked.add(record);
        }

        @Override
        public void markBatchFinished() {}

        @Override
        public void markProcessed(ChangeEvent<Object, Object> record, Offsets sourceOffsets) {
            marked.add(record);
        }

        @Override
        public Offsets buildOffsets() {
            throw new UnsupportedOperationException("the sink does not ask for offsets");
        }
    }
}
