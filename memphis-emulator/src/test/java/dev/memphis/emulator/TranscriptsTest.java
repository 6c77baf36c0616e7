package dev.memphis.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.memphis.emulator.broker.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Replays exchanges recorded from the real gateway and broker: each line is a test of its own name. */
class TranscriptsTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String REFRESH_SECRET = "r".repeat(40);
    private static final Pattern LENGTH = Pattern.compile("<(\\d+) bytes(?:: (.*))?>", Pattern.DOTALL);

    private static MemphisEmulator emulator;
    private static RecordedUser user;
    private static String managementToken;

    @BeforeAll
    static void start() throws Exception {
        emulator = MemphisEmulator.start(EmulatorOptions.defaults()
                .withUser(RecordedUser.NAME, RecordedUser.PASSWORD)
                .withSecrets("j".repeat(40), REFRESH_SECRET));
        user = RecordedUser.logIn(emulator.gatewayUri());
        // The recording began with a produce of its own for the consume exchanges.
        RawHttp.send(
                emulator.gatewayUri(),
                "POST",
                "/stations/c-batch-two-objects/produce/batch",
                List.of("Authorization: Bearer " + user.jwt(), "Content-Type: application/json"),
                bytes("[{\"a\":1},{\"a\":2}]"));
        managementToken = JSON.readTree(RawHttp.post(
                                emulator.managementUri(),
                                "/api/usermgmt/login",
                                "{\"username\":\"root\",\"password\":\"memphis\"}")
                        .body())
                .path("jwt")
                .asText();
        // And with a schema for the station of the schema exchanges (contract, "The management API").
        manage("/api/stations/createStation", "{\"name\":\"c-schema\",\"partitions_number\":1}");
        manage(
                "/api/schemas/createNewSchema",
                "{\"name\":\"m-schema\",\"type\":\"json\",\"schema_content\":\"{\\\"type\\\":\\\"object\\\","
                        + "\\\"properties\\\":{\\\"a\\\":{\\\"type\\\":\\\"integer\\\"}},\\\"required\\\":[\\\"a\\\"]}\"}");
        manage("/api/stations/useSchema", "{\"station_names\":[\"c-schema\"],\"schema_name\":\"m-schema\"}");
    }

    private static void manage(String path, String body) throws IOException {
        RawHttp.Reply reply = RawHttp.send(
                emulator.managementUri(),
                "POST",
                path,
                List.of("Authorization: Bearer " + managementToken),
                body.getBytes(StandardCharsets.UTF_8));
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    @TestFactory
    Stream<DynamicTest> gateway_answersAndStoresAsRecorded() throws IOException {
        return exchanges("/gateway-transcripts.jsonl");
    }

    @TestFactory
    Stream<DynamicTest> management_answersAsRecorded() throws IOException {
        return exchanges("/management-transcripts.jsonl");
    }

    private static Stream<DynamicTest> exchanges(String resource) throws IOException {
        return JsonLines.read(resource).stream()
                .map(line -> DynamicTest.dynamicTest(line.path("name").asText(), () -> replay(line)));
    }

    private static void replay(JsonNode line) throws Exception {
        String station = line.path("station").asText();
        int before = emulator.stations().count(station);
        RawHttp.Reply reply = send(line);
        JsonNode answer = line.path("answer");
        assertThat(reply.status())
                .as(reply.body())
                .isEqualTo(answer.path("status").asInt());
        assertThat(reply.contentType()).isEqualTo(answer.path("content_type").asText());
        assertThat(reply.body()).matches(pattern(answer.path("body").asText()));
        if (answer.has("connection")) {
            assertThat(reply.header("connection"))
                    .isEqualTo(answer.path("connection").asText());
        }
        if (line.has("stored")) {
            assertStored(line, emulator.stations().messages(station), before);
        }
    }

    private static RawHttp.Reply send(JsonNode line) throws IOException {
        JsonNode request = line.path("request");
        boolean management = line.path("port").asText().equals("management");
        List<String> headers = new ArrayList<>();
        if (management) {
            headers.add("Content-Type: application/json");
            if (request.path("token").asBoolean()) {
                boolean bad = line.path("name").asText().contains("bad token");
                headers.add("Authorization: Bearer " + (bad ? "abc" : managementToken));
            }
        }
        headers.addAll(RecordedUser.headers(request, TranscriptsTest::filled));
        JsonNode body = request.path("body");
        return RawHttp.send(
                management ? emulator.managementUri() : emulator.gatewayUri(),
                request.path("method").asText(),
                filled(request.path("path").asText()),
                headers,
                body.isTextual()
                        ? bytes(filled(body.asText()))
                        : body.isNull() ? new byte[0] : JSON.writeValueAsBytes(body));
    }

    private static String filled(String text) {
        return user.filled(text)
                .replace("<FORGED-JWT>", token("another secret", Instant.now().plusSeconds(600)))
                .replace(
                        "<EXPIRED-REFRESH>", token(REFRESH_SECRET, Instant.now().minusSeconds(600)));
    }

    private static String token(String secret, Instant expiry) {
        return JWT.create()
                .withClaim("username", RecordedUser.NAME)
                .withClaim("password", RecordedUser.PASSWORD)
                .withClaim("account_id", 1)
                .withExpiresAt(expiry)
                .sign(Algorithm.HMAC256(secret));
    }

    /** Bodies too long for a transcript are made again from their length and beginning. */
    private static byte[] bytes(String text) {
        var length = LENGTH.matcher(text);
        if (!length.matches()) {
            return RecordedUser.bytes(text);
        }
        int total = Integer.parseInt(length.group(1));
        return longBody(total, length.group(2)).getBytes(StandardCharsets.UTF_8);
    }

    private static String longBody(int total, String beginning) {
        if (beginning.startsWith("[{\"a\":{")) {
            int depth = 12_000;
            return "[" + "{\"a\":".repeat(depth) + "1" + "}".repeat(depth) + "]";
        }
        String start = beginning.startsWith("[") ? "[{\"a\":1},{\"big\":\"" : "\"";
        String end = beginning.startsWith("[") ? "\"},{\"a\":3}]" : "\"";
        return start + "x".repeat(total - start.length() - end.length()) + end;
    }

    private static String pattern(String recorded) {
        String quoted = Pattern.quote(recorded);
        return quoted.replaceAll("\"id\": \\d+", "\\\\E\"id\": \\\\d+\\\\Q")
                .replaceAll("<(EXPIRY)>", "\\\\E-?\\\\d+\\\\Q")
                .replaceAll("<(SOME-JWT|UUID|TIME|GATEWAY|GATEWAY-FOLDER)>", "\\\\E[^\"]+?\\\\Q");
    }

    private static void assertStored(JsonNode line, List<Message> messages, int before) {
        JsonNode stored = line.path("stored");
        // A transcript shows all that its station held; two of them share one.
        int first = Math.min(before, Math.max(0, messages.size() - stored.size()));
        List<Message> arrived = messages.subList(first, messages.size());
        List<Map<String, String>> headers = new ArrayList<>();
        for (Message message : arrived) {
            headers.add(message.headers());
        }
        int compared = Math.min(arrived.size(), stored.size());
        if (!line.path("name").asText().startsWith("header msg-id")) {
            assertThat(arrived).hasSize(stored.size());
        }
        for (int i = 0; i < compared; i++) {
            String data = stored.path(i).path("data").asText();
            if (LENGTH.matcher(data).matches()) {
                assertThat("<" + arrived.get(i).data().length + " bytes>").isEqualTo(data);
            } else {
                assertThat(arrived.get(i).data()).isEqualTo(bytes(data));
            }
            Map<String, String> expected = new TreeMap<>();
            stored.path(i)
                    .path("headers")
                    .properties()
                    .forEach(header ->
                            expected.put(header.getKey(), header.getValue().asText()));
            assertThat(headers.get(i).keySet()).isEqualTo(expected.keySet());
            for (var header : expected.entrySet()) {
                assertThat(headers.get(i).get(header.getKey())).matches(pattern(filled(header.getValue())));
            }
        }
    }
}
