package dev.memphis.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.memphis.emulator.broker.Message;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Events in Avro, by the Apicurio converter of the stock server and a registry of the test's own: bytes, keys, deletes. */
@Tag("newest")
class AvroIT {
    private static final Map<String, String> FLATTENED = Map.of(
            "debezium.transforms",
            "unwrap",
            "debezium.transforms.unwrap.type",
            "io.debezium.transforms.ExtractNewRecordState");

    @RegisterExtension
    static final TestBed BED = new TestBed();

    private static SchemaRegistry registry;

    @BeforeAll
    static void start() {
        assumeTrue(
                BED.memphis().emulator().isPresent(),
                "a gateway hands over text alone: only the emulator shows the bytes");
        registry = SchemaRegistry.start();
    }

    @AfterAll
    static void stop() {
        if (registry != null) {
            registry.close();
        }
    }

    @Test
    void flattenedAtTheTransformsDefaults_deletionIsEmptyAndCarriesItsKey() throws Exception {
        List<Message> messages = captured(FLATTENED, 3);

        assertThat(messages).hasSize(3);
        assertThat(decoded(messages.get(0).data()))
                .hasToString("{\"item_id\": 3, \"description\": \"Return \\\"milk\\\"\", \"due_date\": null}");
        assertThat(decoded(messages.get(1).data()))
                .hasToString("{\"item_id\": 3, \"description\": \"Return \\\"milk\\\"\", \"due_date\": 20787}");
        assertThat(withoutNumber(HexFormat.of().formatHex(messages.get(0).data())))
                .isEqualTo(withoutNumber(FormatsPage.shown("A value in Avro").replace(" ", "")));
        assertThat(messages.get(2).data()).isEmpty();
        assertThat(key(messages.get(2))).hasToString("{\"item_id\": 3}");
    }

    @Test
    void flattenedWithRewrite_deletionIsTheRow() throws Exception {
        Map<String, String> options = new HashMap<>(FLATTENED);
        options.put("debezium.transforms.unwrap.delete.tombstone.handling.mode", "rewrite");

        List<Message> messages = captured(options, 3);

        assertThat(messages).hasSize(3);
        GenericRecord deletion = decoded(messages.get(2).data());
        assertThat(deletion.get("item_id")).isEqualTo(3);
        assertThat(deletion.get("__deleted")).hasToString("true");
    }

    @Test
    void envelopesWithTombstones_tellTheRowTwice() throws Exception {
        List<Message> messages = captured(Map.of("debezium.sink.memphis.tombstones", "send"), 4);

        assertThat(messages).hasSize(4);
        assertThat(messages.subList(0, 3))
                .extracting(message -> decoded(message.data()).get("op").toString())
                .containsExactly("c", "u", "d");
        assertThat(decoded(messages.get(2).data()).get("before"))
                .hasToString("{\"item_id\": 3, \"description\": null, \"due_date\": null}");
        assertThat(messages.get(3).data()).isEmpty();
        assertThat(key(messages.get(3))).hasToString("{\"item_id\": 3}");
    }

    /** The registry's number of the schema, in hexadecimal digits, depends on what it was asked before. */
    private static String withoutNumber(String value) {
        return value.substring("0000000000".length());
    }

    /** Returns what the station holds for the changes, in its bytes. */
    private static List<Message> captured(Map<String, String> options, int count) throws Exception {
        String name = BED.fresh("avro");
        Map<String, String> all = new HashMap<>(options);
        all.put("debezium.format.key", "avro");
        all.put("debezium.format.value", "avro");
        for (String part : List.of("key", "value")) {
            all.put(
                    "debezium.format." + part + ".apicurio.registry.url",
                    registry.uri().toString());
            all.put("debezium.format." + part + ".apicurio.registry.auto-register", "true");
            all.put("debezium.format." + part + ".apicurio.registry.find-latest", "true");
        }
        TodoLife.messages(BED, name, TodoLife.capture(all).withJar(avro()), count);
        List<Message> messages =
                BED.memphis().emulator().orElseThrow().stations().messages(name);
        // Behind that of the snapshot.
        return messages.subList(1, messages.size());
    }

    private static Path avro() throws Exception {
        return Path.of(
                Schema.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    /** Apicurio's values begin with a zero byte and the number of their schema. */
    private static GenericRecord decoded(byte[] bytes) {
        ByteBuffer value = ByteBuffer.wrap(bytes);
        assertThat(value.get()).isZero();
        Schema schema = registry.schema(value.getInt());
        try {
            return new GenericDatumReader<GenericRecord>(schema)
                    .read(
                            null,
                            DecoderFactory.get()
                                    .binaryDecoder(Arrays.copyOfRange(bytes, value.position(), bytes.length), null));
        } catch (IOException e) {
            throw new AssertionError("no value of " + schema, e);
        }
    }

    private static GenericRecord key(Message message) {
        String header = message.headers().get("Record-Key");
        assertThat(header).startsWith("base64:");
        return decoded(Base64.getDecoder().decode(header.substring("base64:".length())));
    }
}
