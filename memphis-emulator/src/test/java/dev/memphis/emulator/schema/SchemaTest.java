package dev.memphis.emulator.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.memphis.emulator.JsonLines;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Violations in the words of the validator that the real gateway uses (jsonschema 5.3.1 for Go), which wrote the data. */
class SchemaTest {
    @TestFactory
    Stream<DynamicTest> violation_isWordedAsTheGatewaysValidatorDoes() throws IOException {
        return JsonLines.read("/schema-violations.jsonl").stream()
                .map(line -> DynamicTest.dynamicTest(
                        line.path("schema") + " " + line.path("message").asText(), () -> check(line)));
    }

    private static void check(JsonNode line) {
        String content = line.path("schema").toString();
        if (!line.path("valid_schema").asBoolean()) {
            assertThatThrownBy(() -> Schema.of("m-schema", 1, content)).isInstanceOf(IllegalArgumentException.class);
            return;
        }
        byte[] message = line.path("message").asText().getBytes(StandardCharsets.UTF_8);
        assertThat(Schema.of("m-schema", 1, content).violation(message).orElse(""))
                .isEqualTo(line.path("violation").asText());
    }
}
