package dev.memphis.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Replays the recording that shows that the real gateway keeps consumers, and the groups of their first calls, with its
 * broker connection (contract, "What a receipt does not prove").
 */
class IdentityTranscriptTest {
    private static final JsonMapper JSON = new JsonMapper();

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void recording_isAnsweredAlikeStrictOrNot(boolean strict) throws IOException {
        try (MemphisEmulator emulator = MemphisEmulator.start(
                EmulatorOptions.defaults().withStrict(strict).withUser(GatewayClient.USER, GatewayClient.PASSWORD))) {
            GatewayClient client = GatewayClient.loggedIn(emulator);
            for (JsonNode line : JsonLines.read("/identity-transcript.jsonl")) {
                replay(line, client, emulator);
            }
            assertThat(emulator.races()).isEmpty();
        }
    }

    private static void replay(JsonNode line, GatewayClient client, MemphisEmulator emulator) throws IOException {
        String step = line.path("step").asText();
        long began = System.nanoTime();
        RawHttp.Reply reply = switch (line.path("path").asText()) {
            case "/auth/refreshToken" -> client.refresh();
            case "/auth/authenticate" -> client.authenticate();
            default ->
                RawHttp.post(
                        emulator.gatewayUri(),
                        line.path("path").asText() + "?authorization=" + client.jwt(),
                        line.path("body").toString());
        };
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        assertThat(reply.status()).as(step).isEqualTo(line.path("status").asInt());
        JsonNode answer = line.path("answer");
        if (answer.isArray()) {
            List<JsonNode> expected = new ArrayList<>();
            for (JsonNode message : answer) {
                expected.add(JSON.readTree(message.asText()));
            }
            assertThat(messages(reply)).as(step).isEqualTo(expected);
            if (expected.isEmpty()) {
                assertThat(took).as(step).isBetween(waited(line), waited(line).plusSeconds(5));
            }
        }
    }

    /** Timers may be a little early by the clock of this test. */
    private static Duration waited(JsonNode line) {
        return Duration.ofMillis(line.path("ms").asLong() - 20);
    }

    private static List<JsonNode> messages(RawHttp.Reply reply) throws IOException {
        List<JsonNode> messages = new ArrayList<>();
        for (JsonNode message : JSON.readTree(reply.body())) {
            messages.add(JSON.readTree(message.path("message").asText()));
        }
        return messages;
    }
}
