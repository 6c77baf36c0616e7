package dev.memphis.delivery.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.delivery.Logged;
import dev.memphis.delivery.options.MemphisConfig;
import dev.memphis.delivery.protocol.Renewal;
import dev.memphis.delivery.writer.DeliveryException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Whatever goes wrong, no password and no token is in a log line, at any level, in an exception or in a toString. */
class SecrecyTest {
    private static final String TOKEN = GatewayScript.jwt(Instant.now().plusSeconds(3600), 0);
    private static final String PAYLOAD = TOKEN.split("\\.", -1)[1];

    @Test
    void everythingThatGoesWrong_namesNoSecret() throws Exception {
        List<String> said = new ArrayList<>();
        try (Logged logged = new Logged()) {
            List<Consumer<ScriptedServer.Line>> troubles = List.of(
                    line -> line.answer(401, "", "{\"message\":\"Unauthorized\"}"),
                    line -> line.answer(500, "", "{\"message\":\"Server error\"}"),
                    line -> line.answer(503, "", "<html>away</html>"),
                    line -> line.answer(200, "", ""),
                    ScriptedServer.Line::reset,
                    ScriptedServer.Line::close,
                    line -> line.raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"),
                    line -> line.raw("nonsense\r\n\r\n"),
                    line -> line.answer(
                            404, "", "<p>The requested URL /x?authorization=" + TOKEN + " was not found</p>"),
                    line -> line.answer(500, "", "{\"error\":\"" + TOKEN + "\",\"success\":false}"),
                    line -> line.raw("HTTP/1.1 /x?authorization=" + TOKEN + " HTTP/1.1\r\n\r\n"),
                    line -> line.raw("HTTP/" + TOKEN + " 200 OK\r\n\r\n"),
                    line -> line.answer(500, "", "{\"error\":\"you may have no permission\",\"success\":false}"));
            AtomicInteger next = new AtomicInteger();
            try (ScriptedServer server = new ScriptedServer(new GatewayScript(
                            (request, line) ->
                                    troubles.get(next.getAndIncrement()).accept(line),
                            TOKEN));
                    Conversation talk = new Conversation(new SampleConfig(server.url("http")))) {
                talk.deliver(List.of(Conversation.event("{}")));
            } catch (DeliveryException e) {
                said.add(e.toString());
            }
            assertThat(next).as("troubles met").hasValue(troubles.size());
            try (ScriptedServer server = new ScriptedServer((request, line) -> line.answer(
                            200, "", "{\"jwt\":\"" + TOKEN + "\",\"jwt_refresh_token\":\"x." + PAYLOAD + "\"}"));
                    Conversation talk = new Conversation(new SampleConfig(server.url("http")))) {
                Renewal renewal = talk.renew();
                said.add(renewal.toString());
            }
            for (int status : new int[] {400, 403, 404, 500}) {
                try (ScriptedServer server = new ScriptedServer(
                                (request, line) -> line.answer(status, "", "{\"message\":" + request.body() + "}"));
                        Conversation talk = new Conversation(new SampleConfig(server.url("http")))) {
                    said.add(talk.renew().toString());
                }
            }
            MemphisConfig config = new SampleConfig(server()).config();
            said.add(config.toString() + config.credentials());
            said.addAll(logged.lines());
        }

        assertThat(said)
                .hasSizeGreaterThan(5)
                .allSatisfy(line ->
                        assertThat(line).doesNotContain(SampleConfig.PASSWORD).doesNotContain(PAYLOAD));
    }

    private static java.net.URI server() {
        return java.net.URI.create("http://localhost:1");
    }
}
