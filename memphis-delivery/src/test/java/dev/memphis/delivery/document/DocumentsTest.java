package dev.memphis.delivery.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DocumentsTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String REST = ",\"source\":{\"connector\":\"mongodb\",\"ts_ms\":1},\"op\":\"u\"}";

    private final Documents documents = new Documents();

    static Stream<String> exactDocuments() {
        return Stream.of(
                "{}",
                "{\"_id\": {\"$oid\": \"65e0a1b2c3d4e5f601234567\"}, \"n\": {\"$numberLong\": \"9007199254740993\"}}",
                "{\"at\": {\"$date\": 1709210096789},\"price\": {\"$numberDecimal\": \"12.50\"}}",
                "{\"n\": 1.10, \"m\": 9007199254740993, \"e\": 1E400, \"z\": -0.0}",
                "{\"a\": {\"b\": [{\"c\": [1, [2, {}]]}, null, true]}}",
                "{\"text\": \"\\\"quoted\\\" \\\\ \\/ \\n \\u00e9 é \uD83D\uDC0E <&> \\ud83d\\ude00\"}",
                "{\"before\": \"{}\", \"after\": \"{\\\"x\\\": 1}\"}",
                "{\"twice\": 1, \"twice\": 2}",
                "{\"long\": \"" + "x".repeat(100_000) + "\", \"end\": 1.0}");
    }

    @ParameterizedTest
    @MethodSource("exactDocuments")
    void document_standsInTheEnvelopeLetterByLetter(String document) {
        String event = "{\"before\":" + string(document) + ", \"after\" : " + string(document)
                + ",\"updateDescription\":{\"updatedFields\":" + string(document) + "}" + REST;

        String expected = "{\"before\":" + document + ", \"after\" : " + document
                + ",\"updateDescription\":{\"updatedFields\":" + document + "}" + REST;
        assertThat(documents.unfold(event)).isEqualTo(expected);
        assertThat(documents.unfold(event.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(expected.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void envelopesBehindASchemaAndInCloudEvents_areEnvelopesToo() {
        String envelope = "{\"before\":null,\"after\":\"{\\\"a\\\":1}\"" + REST;
        String unfolded = "{\"before\":null,\"after\":{\"a\":1}" + REST;

        for (String frame : new String[] {
            "{\"schema\":{\"type\":\"struct\",\"after\":\"{}\"},\"payload\":%s}",
            "{\"id\":\"1\",\"data\":%s}",
            "{\"data\":{\"schema\":{},\"payload\":%s}}"
        }) {
            assertThat(documents.unfold(frame.formatted(envelope))).isEqualTo(frame.formatted(unfolded));
        }
        assertThat(documents.unfold("{\"iodebeziumconnector\":\"mongodb\",\"data\":{\"after\":\"{\\\"a\\\":1}\"}}"))
                .isEqualTo("{\"iodebeziumconnector\":\"mongodb\",\"data\":{\"after\":{\"a\":1}}}");
    }

    static Stream<String> untouched() {
        return Stream.of(
                // Other connectors, and what only looks like an envelope.
                "{\"after\":\"{}\",\"source\":{\"connector\":\"postgresql\",\"db\":\"mongodb\"},\"op\":\"c\"}",
                "{\"id\":1,\"after\":\"{}\",\"text\":\"mongodb\"}",
                "{\"row\":{\"after\":\"{}\"}" + REST,
                // No single object: Debezium's strict mode writes such numbers plain.
                "{\"after\":\"{\\\"n\\\": NaN}\"" + REST,
                "{\"after\":\"{\\\"n\\\": 1} {}\"" + REST,
                "{\"after\":\"{\\\"n\\\": 1\"" + REST,
                "{\"after\":\"[1]\"" + REST,
                "{\"after\":\"\"" + REST,
                "{\"after\":\"{\\\"text\\\": \\\"\\ud800\\\"}\"" + REST,
                "{\"after\":null" + REST,
                "{\"after\":{\"a\":\"b\"}" + REST,
                // No JSON.
                "mongodb",
                "{\"after\":\"{}\"" + REST + "}",
                "");
    }

    @ParameterizedTest
    @MethodSource("untouched")
    void anythingElse_staysTheSame(String event) {
        assertThat(documents.unfold(event)).isSameAs(event);
        byte[] bytes = event.getBytes(StandardCharsets.UTF_8);
        assertThat(documents.unfold(bytes)).isSameAs(bytes);
    }

    @Test
    void bytesThatAreNoText_stayTheSame() {
        byte[] bytes = {'m', 'o', 'n', 'g', 'o', 'd', 'b', (byte) 0xff};

        assertThat(documents.unfold(bytes)).isSameAs(bytes);
    }

    @Test
    void randomDocuments_areUnfoldedExactly() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 2000; i++) {
            String document = object(random, 4);
            String event = "{\"after\":" + string(document) + REST;

            assertThat(documents.unfold(event)).as("seed %d", seed).isEqualTo("{\"after\":" + document + REST);
        }
    }

    private static String object(Random random, int depth) {
        ObjectNode node = JSON.createObjectNode();
        for (int i = random.nextInt(5); i > 0; i--) {
            String name = text(random);
            switch (random.nextInt(depth > 0 ? 5 : 4)) {
                case 0 -> node.put(name, random.nextLong());
                case 1 -> node.put(name, text(random));
                case 2 -> node.put(name, random.nextGaussian());
                case 3 -> node.putNull(name);
                default -> node.putRawValue(name, new RawValue(object(random, depth - 1)));
            }
        }
        return random.nextBoolean() ? node.toString() : node.toPrettyString();
    }

    private static String text(Random random) {
        return random.ints(random.nextInt(8), 0, 0x3000)
                .filter(c -> !Character.isSurrogate((char) c))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String string(String text) {
        return JSON.getNodeFactory().textNode(text).toString();
    }
}
