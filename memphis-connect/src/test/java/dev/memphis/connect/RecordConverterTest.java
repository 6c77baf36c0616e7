package dev.memphis.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memphis.delivery.event.Event;
import dev.memphis.delivery.event.EventHeader;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordConverterTest {
    private static final Schema ROW = SchemaBuilder.struct()
            .field("id", Schema.INT64_SCHEMA)
            .field("name", Schema.OPTIONAL_STRING_SCHEMA)
            .build();

    private static RecordConverter converter(String... options) {
        return new RecordConverter(Settings.config(options), (record, reason, done) -> {}, new Partitions());
    }

    private static SinkRecord record(Object key, Schema schema, Object value) {
        return new SinkRecord("Shop.Items", 3, null, key, schema, value, 42, 1000L, TimestampType.CREATE_TIME);
    }

    private static String text(Event event) {
        return new String(event.encode(), StandardCharsets.UTF_8);
    }

    @Test
    void bytesAndStrings_stayAsTheyAre() {
        byte[] bytes = {0, 1, -1, 127};

        assertThat(converter().convert(record("k", null, bytes)).orElseThrow().encode())
                .isEqualTo(bytes);
        assertThat(converter()
                        .convert(record("k", null, ByteBuffer.wrap(bytes)))
                        .orElseThrow()
                        .encode())
                .isEqualTo(bytes);
        assertThat(text(converter()
                        .convert(record("k", null, " {\"a\": 1.10}\n"))
                        .orElseThrow()))
                .isEqualTo(" {\"a\": 1.10}\n");
    }

    @Test
    void structsAndMaps_areJson_withAndWithoutSchema() {
        Struct row = new Struct(ROW).put("id", 9007199254740993L).put("name", "ž");

        assertThat(text(converter().convert(record("k", ROW, row)).orElseThrow()))
                .isEqualTo("{\"id\":9007199254740993,\"name\":\"ž\"}");
        assertThat(text(converter("memphis.json.schemas.enable", "true")
                        .convert(record("k", ROW, row))
                        .orElseThrow()))
                .startsWith("{\"schema\":{\"type\":\"struct\"")
                .endsWith("\"payload\":{\"id\":9007199254740993,\"name\":\"ž\"}}");
        assertThat(text(converter()
                        .convert(record("k", null, Map.of("a", List.of(1, 2))))
                        .orElseThrow()))
                .isEqualTo("{\"a\":[1,2]}");
    }

    @Test
    void documentsOfMongoDb_areObjectsWhereAskedFor() {
        Schema source =
                SchemaBuilder.struct().field("connector", Schema.STRING_SCHEMA).build();
        Schema envelope = SchemaBuilder.struct()
                .field("after", Schema.STRING_SCHEMA)
                .field("source", source)
                .build();
        Struct struct = new Struct(envelope)
                .put("after", "{\"n\":1.10}")
                .put("source", new Struct(source).put("connector", "mongodb"));
        String text = "{\"after\":\"{\\\"n\\\":1.10}\",\"source\":{\"connector\":\"mongodb\"}}";
        String unfolded = "{\"after\":{\"n\":1.10},\"source\":{\"connector\":\"mongodb\"}}";
        RecordConverter converter = converter("memphis.documents", "object");

        for (SinkRecord record : List.of(
                record("k", envelope, struct),
                record("k", null, text),
                record("k", null, text.getBytes(StandardCharsets.UTF_8)))) {
            assertThat(text(converter.convert(record).orElseThrow())).isEqualTo(unfolded);
            assertThat(text(converter().convert(record).orElseThrow())).isEqualTo(text);
        }
    }

    @Test
    void contentType_isThatOfTheValue_orTheOneThatIsGiven() {
        assertThat(converter()
                        .convert(record("k", null, "{\"a\":1}"))
                        .orElseThrow()
                        .contentType())
                .isEqualTo("application/json");
        assertThat(converter().convert(record("k", null, "plain")).orElseThrow().contentType())
                .isEqualTo("text/plain");
        assertThat(converter()
                        .convert(record("k", null, new byte[] {8, 1}))
                        .orElseThrow()
                        .contentType())
                .isEqualTo("text/plain");
        assertThat(converter("memphis.value.content.type", "application/x-protobuf")
                        .convert(record("k", null, new byte[] {8, 1}))
                        .orElseThrow()
                        .contentType())
                .isEqualTo("application/x-protobuf");
        assertThat(converter().convert(record("k", null, 7L)).orElseThrow().contentType())
                .isEqualTo("application/json");
    }

    @Test
    void tombstoneBehindItsDelete_isLeftOut_orEmptyWithItsKey_asTheOptionSays() {
        for (Object delete : new Object[] {
            "{\"op\":\"d\",\"source\":{}}",
            "{\"schema\":{},\"payload\":{\"op\":\"d\",\"source\":{}}}".getBytes(StandardCharsets.UTF_8),
            Map.of("op", "d", "source", Map.of()),
            Map.of("id", 7, "__deleted", "true")
        }) {
            RecordConverter skipping = converter();
            RecordConverter sending = converter("memphis.tombstones", "send");

            assertThat(skipping.convert(record("k", null, delete))).isPresent();
            assertThat(skipping.convert(record("k", null, null))).isEmpty();
            assertThat(sending.convert(record("k", null, delete))).isPresent();
            assertThat(sending.convert(record("k", null, null))).hasValueSatisfying(RecordConverterTest::isDeletion);
        }
    }

    /** As MongoDB's deletions are where the collection keeps no pre-images. */
    @Test
    void changeWithoutItsRow_isSentWithItsKey() {
        String json = "{\"before\":null,\"after\":null,\"source\":{},\"op\":\"d\"}";
        Map<String, Object> map = new HashMap<>();
        map.put("before", null);
        map.put("after", null);
        map.put("source", Map.of("connector", "mongodb"));

        for (SinkRecord record : List.of(
                record("k", null, json),
                record("k", null, json.getBytes(StandardCharsets.UTF_8)),
                record("k", null, ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8))),
                record("k", null, map))) {
            assertThat(converter().convert(record).orElseThrow().headers())
                    .as(String.valueOf(record.value()))
                    .containsExactly(new EventHeader("Record-Key", "k"));
        }
    }

    /** As they come through StringConverter and ByteArrayConverter; the source's JsonConverter wrote them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{\"schema\":{\"type\":\"struct\"},\"payload\":null}",
                "{\"schema\":{},\"payload\":{\"before\":null,\"after\":null,\"source\":{},\"op\":\"d\"}}",
                "{\"__deleted\":true}",
                "{\"__op\":\"d\",\"_id\":null,\"__deleted\":\"true\"}"
            })
    void textThatTellsNoRow_isSentAsItIsWithItsKey(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

        for (Object value : new Object[] {text, bytes, ByteBuffer.wrap(bytes)}) {
            Event event = converter().convert(record("k", null, value)).orElseThrow();

            assertThat(text(event)).isEqualTo(text);
            assertThat(event.headers()).containsExactly(new EventHeader("Record-Key", "k"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nul",
                "nulls",
                "{}",
                "{\"schema\":1,\"payload\":{\"id\":null}}",
                "{\"__deleted\":\"false\"}",
                "{\"__deleted\":true,\"id\":7}",
                "{\"__"
            })
    void textOfARow_needsNoKey(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

        for (Object value : new Object[] {text, bytes, ByteBuffer.wrap(bytes)}) {
            assertThat(converter()
                            .convert(record("k", null, value))
                            .orElseThrow()
                            .headers())
                    .isEmpty();
        }
    }

    /** With topic.heartbeat.prefix of the user's own. */
    @Test
    void heartbeatWithoutASchema_isToldByWhatIsInIt() {
        String key = "{\"serverName\":\"shop\"}";
        String beat = "{\"ts_ms\":1764272000000}";
        String schema = "{\"schema\":{\"type\":\"struct\",\"name\":\"io.debezium.connector.common.Heartbeat\"},"
                + "\"payload\":{\"ts_ms\":1}}";

        for (SinkRecord record : List.of(
                record(Map.of("serverName", "shop"), null, Map.of("ts_ms", 1L)),
                record(key, null, beat),
                record(key.getBytes(StandardCharsets.UTF_8), null, beat.getBytes(StandardCharsets.UTF_8)),
                record("k", null, schema))) {
            assertThat(converter().convert(record)).as(String.valueOf(record)).isEmpty();
            assertThat(converter("memphis.heartbeats", "send").convert(record)).isPresent();
        }
        assertThat(converter().convert(record(Map.of("id", 7), null, Map.of("ts_ms", 1L))))
                .isPresent();
        assertThat(converter().convert(record(key, null, "{\"ts_ms\":1,\"serverName\":\"shop\"}")))
                .isPresent();
    }

    /** A topic of one partition keeps a TRUNCATE between inserts, and so must its station. */
    @Test
    void truncateInText_hasNoKeyAndOtherKeylessRecordsHaveTheirPartition() {
        String truncate = "{\"before\":null,\"after\":null,\"source\":{},\"op\":\"t\"}";
        String withSchema = "{\"schema\":{},\"payload\":" + truncate + "}";

        for (Object value : new Object[] {
            truncate,
            truncate.getBytes(StandardCharsets.UTF_8),
            ByteBuffer.wrap(withSchema.getBytes(StandardCharsets.UTF_8)),
            Map.of("op", "t", "source", Map.of())
        }) {
            assertThat(converter()
                            .convert(record(null, null, value))
                            .orElseThrow()
                            .key())
                    .isNull();
        }
        for (Object value : new Object[] {"{\"op\":\"t\"}", "{\"op\":\"t\"", Map.of("op", "t"), "v"}) {
            assertThat(converter()
                            .convert(record(null, null, value))
                            .orElseThrow()
                            .key())
                    .isNotNull();
        }
    }

    private static void isDeletion(Event event) {
        assertThat(event.encode()).isEmpty();
        assertThat(event.headers()).containsExactly(new EventHeader("Record-Key", "k"));
    }

    @Test
    void binaryKeys_keepTheirBytesInTheHeader() {
        byte[] key = {0, 0, 0, 0, 1, -1};

        for (Object form : new Object[] {key, ByteBuffer.wrap(key)}) {
            assertThat(converter("memphis.key.header", "Key")
                            .convert(record(form, null, "v"))
                            .orElseThrow()
                            .headers())
                    .containsExactly(new EventHeader("Key", "base64:AAAAAAH/"));
        }
    }

    @Test
    void stations_followTheServersRules() {
        assertThat(converter().convert(record("k", null, "v")).orElseThrow().station())
                .isEqualTo("shop.items");
        assertThat(converter("memphis.station.prefix", "cdc.")
                        .convert(record("k", null, "v"))
                        .orElseThrow()
                        .station())
                .isEqualTo("cdc.shop.items");
        assertThat(converter("memphis.station", "all")
                        .convert(record("k", null, "v"))
                        .orElseThrow()
                        .station())
                .isEqualTo("all");
    }

    @Test
    void topicWithoutStation_isRefused_withTheOptionAsItIsWrittenHere() {
        SinkRecord nameless = new SinkRecord("___", 0, null, "k", null, "v", 1);

        assertThatThrownBy(() -> converter().convert(nameless))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("set memphis.station");
    }

    @Test
    void lane_isTheKey_orThePartitionWhereThereIsNone() {
        byte[] key = {1, 2};

        assertThat(converter().convert(record(key, null, "v")).orElseThrow().key())
                .isEqualTo(converter()
                        .convert(record(key.clone(), null, "w"))
                        .orElseThrow()
                        .key());
        assertThat(converter().convert(record(null, null, "v")).orElseThrow().key())
                .isNotNull()
                .isEqualTo(converter()
                        .convert(record(null, null, "w"))
                        .orElseThrow()
                        .key());
    }

    @Test
    void eventId_isThePlaceInKafka_whateverATransformDid() {
        SinkRecord moved = record("k", null, "v").newRecord("elsewhere", 9, null, "k", null, "v", 1000L);

        Event event =
                converter("memphis.event.id.header", "Event-Id").convert(moved).orElseThrow();

        assertThat(event.station()).isEqualTo("elsewhere");
        assertThat(event.headers())
                .singleElement()
                .satisfies(header -> assertThat(header.value()).isEqualTo("Shop.Items-3-42"));
    }

    @Test
    void headersAndKey_becomeMessageHeaders_whenAskedFor() {
        SinkRecord record = record(Map.of("id", 1), null, "v");
        record.headers().addString("source", "pg").addInt("n", 7);

        assertThat(converter(
                                "memphis.headers.enabled",
                                "true",
                                "memphis.headers.prefix",
                                "x-",
                                "memphis.key.header",
                                "Key")
                        .convert(record)
                        .orElseThrow()
                        .headers())
                .extracting(header -> header.name() + "=" + header.value())
                .containsExactly("Key={\"id\":1}", "x-source=pg", "x-n=7");
    }

    @Test
    void headersOfEveryType_areTextAndThoseWithoutAValueAreLeftOut() {
        SinkRecord record = record("k", null, "v");
        record.headers()
                .addBytes("bytes", new byte[] {0, -1})
                .addBytes("text", "kůň".getBytes(StandardCharsets.UTF_8))
                .add("buffer", ByteBuffer.wrap(new byte[] {1}), Schema.BYTES_SCHEMA)
                .addBoolean("boolean", true)
                .addLong("long", 9007199254740993L)
                .addDouble("double", 1.5)
                .addDecimal("decimal", new BigDecimal("1.10"))
                .addTimestamp("time", new Date(1_764_272_000_123L))
                .add(
                        "list",
                        List.of(1, 2),
                        SchemaBuilder.array(Schema.INT32_SCHEMA).build())
                .add("none", null, Schema.OPTIONAL_STRING_SCHEMA)
                .addStruct("row", new Struct(ROW).put("id", 7L).put("name", "a"))
                .addString("empty", "");

        assertThat(converter("memphis.headers.enabled", "true")
                        .convert(record)
                        .orElseThrow()
                        .headers())
                .extracting(header -> header.name() + "=" + header.value())
                .containsExactly(
                        "bytes=base64:AP8=",
                        "text=k%C5%AF%C5%88",
                        "buffer=base64:AQ==",
                        "boolean=true",
                        "long=9007199254740993",
                        "double=1.5",
                        "decimal=1.10",
                        "time=2025-11-27T19:33:20.123Z",
                        "list=[1,2]",
                        "row={\"id\":7,\"name\":\"a\"}",
                        "empty=");
    }

    @Test
    void valueThatCannotBeWritten_isRefused() {
        assertThatThrownBy(() -> converter().convert(record("k", null, new Object())))
                .isInstanceOf(DataException.class);
    }
}
