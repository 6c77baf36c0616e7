package dev.memphis.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Replays further exchanges that were recorded from the real gateway 1.2.8 and broker 1.4.4, among them the odd ones: each
 * line is a test of its own name. What is stored is compared as a consumer read it.
 */
class MoreExchangesTest {
    private static MemphisEmulator emulator;
    private static RecordedUser user;
    private static int readers;

    @BeforeAll
    static void start() throws IOException {
        emulator = MemphisEmulator.start(EmulatorOptions.defaults().withUser(RecordedUser.NAME, RecordedUser.PASSWORD));
        user = RecordedUser.logIn(emulator.gatewayUri());
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    @TestFactory
    Stream<DynamicTest> gateway_answersAndStoresAsRecorded() throws IOException {
        return JsonLines.read("/more-gateway-exchanges.jsonl").stream()
                .map(line -> DynamicTest.dynamicTest(line.path("name").asText(), () -> replay(line)));
    }

    private static void replay(JsonNode line) throws IOException {
        JsonNode request = line.path("request");
        RawHttp.Reply reply = RawHttp.send(
                emulator.gatewayUri(),
                request.path("method").asText(),
                user.filled(request.path("path").asText()),
                RecordedUser.headers(request, user::filled),
                RecordedUser.bytes(user.filled(request.path("body").asText())));
        JsonNode answer = line.path("answer");
        assertThat(reply.status())
                .as(reply.body())
                .isEqualTo(answer.path("status").asInt());
        assertThat(reply.contentType()).isEqualTo(answer.path("content_type").textValue());
        assertThat(reply.body()).matches(pattern(answer.path("body").asText()));
        if (line.has("stored")) {
            assertThat(consumed(line.path("station").asText()))
                    .matches(pattern(line.path("stored").asText()));
        }
    }

    private static String consumed(String station) throws IOException {
        return RawHttp.post(
                        emulator.gatewayUri(),
                        "/stations/" + station + "/consume/batch?authorization=" + user.jwt(),
                        "{\"consumer_name\":\"v" + ++readers + "\",\"consumer_group\":\"v" + readers
                                + "\",\"batch_size\":20,\"batch_max_wait_time_ms\":1}")
                .body();
    }

    private static Pattern pattern(String recorded) {
        return Pattern.compile(
                Pattern.quote(recorded)
                        .replace("<JWT>", "\\E[\\w-]+\\.[\\w-]+\\.[\\w-]+\\Q")
                        .replace("<EXP>", "\\E\\d+\\Q"),
                Pattern.DOTALL);
    }
}
