package dev.memphis.emulator.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.memphis.emulator.JsonLines;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Violations in the words of the validator that the real gateway uses (jsonschema 5.3.1 for Go), which wrote the data. */
class SchemaTest {
    @TestFactory
    Stream<DynamicTest> violation_isWordedAsTheGatewaysValidatorDoes() throws IOException {
        return Stream.concat(
                        JsonLines.read("/schema-violations.jsonl").stream(),
                        JsonLines.read("/more-schema-violations.jsonl").stream())
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

    @ParameterizedTest
    @ValueSource(
            strings = {"http://127.0.0.1:%d/other.json", "file:///etc/hostname", "http://127.0.0.1:%d/other.json#/a"})
    void schemaElsewhere_isNotFetched(String place) throws IOException {
        AtomicInteger asked = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        server.start();
        try {
            String reference = place.formatted(server.getAddress().getPort());

            assertThatThrownBy(() -> Schema.of("s", 1, "{\"properties\":{\"a\":{\"$ref\":\"" + reference + "\"}}}")
                            .violation("{\"a\":1}".getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("not fetched");
            assertThat(asked).hasValue(0);
        } finally {
            server.stop(0);
        }
    }
}
