package dev.memphis.delivery.fidelity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The guard against batches of one event that were recorded with a real gateway: what was sent, what was stored. */
class RecordedBatchesTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final FidelityGuard guard = new FidelityGuard();

    @ParameterizedTest(name = "{0}")
    @MethodSource("recorded")
    void event_isKeptExactlyWhenTheGatewayKeptIt(String name, byte[] event, boolean kept) {
        assertThat(guard.keeps(event)).isEqualTo(kept);
    }

    static Stream<Object[]> recorded() throws IOException {
        try (InputStream in = RecordedBatchesTest.class.getResourceAsStream("batches.jsonl")) {
            String lines = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return lines.lines().map(RecordedBatchesTest::row);
        }
    }

    private static Object[] row(String line) {
        try {
            JsonNode record = MAPPER.readTree(line);
            byte[] body = bytes(record.get("body").textValue());
            byte[] event = Arrays.copyOfRange(body, 1, body.length - 1);
            boolean stored = record.get("stored").size() == 1;
            boolean kept = stored
                    && GoBatchModel.sameValue(
                            event, bytes(record.get("stored").get(0).textValue()));
            return new Object[] {record.get("name").textValue(), event, kept};
        } catch (IOException e) {
            throw new AssertionError(line, e);
        }
    }

    private static byte[] bytes(String text) {
        String start = "base64:";
        return text.startsWith(start)
                ? Base64.getDecoder().decode(text.substring(start.length()))
                : text.getBytes(StandardCharsets.UTF_8);
    }
}
