package dev.memphis.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The fault switches over HTTP. */
class FaultRoutesTest {
    private static final String FAULTS = "/emulator/faults";
    private static final String ALL_WELL = """
            {"broker":{"up":true,"patience_ms":27000,"delay_ms":0,"transit_ms":0},\
            "gateway":{"up":true,"latency_ms":0,"clock_skew_ms":0,"cleaner_ms":30000,"end_connections_after":0},\
            "answers":{"reset":null,"truncate":null,"replace":null,"slow":null},"lost":0}""";

    private MemphisEmulator emulator;
    private GatewayClient client;

    @BeforeEach
    void start() throws IOException {
        emulator = MemphisEmulator.start(EmulatorOptions.defaults()
                .withUser(GatewayClient.USER, GatewayClient.PASSWORD)
                .withStation("orders"));
        client = GatewayClient.loggedIn(emulator);
        client.produce("orders", "0");
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    @Test
    void nothingSwitched_allIsWell() throws IOException {
        assertThat(send("GET", FAULTS, "").body()).isEqualTo(ALL_WELL);
    }

    @Test
    void put_changesWhatIsInItAndLeavesTheRest() throws IOException {
        send("PUT", FAULTS, "{\"gateway\":{\"latency_ms\":5}}");
        RawHttp.Reply reply = send("PUT", FAULTS, """
                {"broker":{"up":false,"patience_ms":20000,"delay_ms":3},"gateway":{"clock_skew_ms":-60000},
                 "answers":{"slow":{"over_ms":10},"reset":{"most":2,"of":"consume"},
                  "replace":{"fraction":0.25,"status":500,"processed":false,"seed":9}}}""");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo("""
                        {"broker":{"up":false,"patience_ms":20000,"delay_ms":3,"transit_ms":0},\
                        "gateway":{"up":true,"latency_ms":5,"clock_skew_ms":-60000,"cleaner_ms":30000,"end_connections_after":0},\
                        "answers":{"reset":{"fraction":1.0,"most":2,"of":"consume","seed":0},"truncate":null,\
                        "replace":{"status":500,"processed":false,"fraction":0.25,"of":"all","seed":9},\
                        "slow":{"over_ms":10,"fraction":1.0,"of":"all","seed":0}},"lost":0}""");
    }

    @Test
    void delete_mendsEverything() throws IOException {
        send("PUT", FAULTS, """
                {"broker":{"up":false,"delay_ms":3},"gateway":{"latency_ms":7,"clock_skew_ms":1},
                 "answers":{"truncate":{}}}""");
        assertThat(send("DELETE", FAULTS, "").body()).isEqualTo(ALL_WELL);
    }

    @Test
    void answerFaultSetToNull_ends() throws IOException {
        send("PUT", FAULTS, "{\"answers\":{\"replace\":{\"status\":503},\"truncate\":{}}}");
        send("PUT", FAULTS, "{\"answers\":{\"truncate\":null}}");
        assertThat(client.produce("orders", "1").status()).isEqualTo(503);
    }

    @Test
    void brokerDownForAWhile_comesBack() throws IOException {
        assertThat(send("PUT", FAULTS, "{\"broker\":{\"up\":false,\"for_ms\":100}}")
                        .body())
                .contains("\"up\":false");
        assertThat(client.produce("orders", "1").status()).isEqualTo(200);
        await().until(() -> send("GET", FAULTS, "").body().startsWith("{\"broker\":{\"up\":true"));
        assertThat(emulator.stations().count("orders")).isEqualTo(2);
    }

    @Test
    void crashGateway_isBackAfterTheTimeGiven() throws IOException {
        assertThat(send("POST", FAULTS + "/crash-gateway", "{\"down_for_ms\":50}")
                        .body())
                .contains("\"gateway\":{\"up\":false");
        await().ignoreExceptions().until(() -> client.produce("orders", "1").status() == 200);
    }

    @Test
    void restartBroker_isBackAfterTheTimeGivenAndTheGatewayLater() throws IOException {
        send("PUT", FAULTS, "{\"gateway\":{\"cleaner_ms\":0},\"broker\":{\"transit_ms\":20000}}");
        client.produce("orders", "1");
        assertThat(send("POST", FAULTS + "/restart-broker", "{\"down_for_ms\":150}")
                        .body())
                .contains("\"broker\":{\"up\":false");
        await().until(() -> send("GET", FAULTS, "").body().startsWith("{\"broker\":{\"up\":true"));
        assertThat(send("GET", FAULTS, "").body()).contains("\"lost\":1");
    }

    @Test
    void cleaner_tellsWhenItTicksNext() throws IOException {
        send("PUT", FAULTS, "{\"gateway\":{\"cleaner_ms\":60000}}");
        assertThat(send("GET", FAULTS + "/cleaner", "").body()).matches("\\{\"next_ms\":[56]\\d{4}}");
        send("PUT", FAULTS, "{\"gateway\":{\"cleaner_ms\":0}}");
        assertThat(send("GET", FAULTS + "/cleaner", "").body()).isEqualTo("{\"next_ms\":null}");
    }

    @Test
    void endConnectionsAfter_endsThem() throws IOException {
        send("PUT", FAULTS, "{\"gateway\":{\"end_connections_after\":1}}");
        assertThat(client.produce("orders", "1").header("connection")).isEqualTo("close");
    }

    @Test
    void invalidateTokens_refusesThem() throws IOException {
        send("POST", FAULTS + "/invalidate-tokens", "");
        assertThat(client.produce("orders", "1").status()).isEqualTo(401);
        send("POST", FAULTS + "/invalidate-refresh-tokens", "");
        assertThat(client.refresh().status()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]|the body: a JSON object is needed",
                "{\"brokr\":1}|brokr: no such field; there are broker, gateway, answers",
                "{\"broker\":{\"up\":\"no\"}}|broker.up=\"no\": true or false is needed",
                "{\"broker\":{\"for_ms\":5}}|broker.for_ms: goes together with \"up\": false",
                "{\"gateway\":{\"latency_ms\":1.5}}|gateway.latency_ms=1.5: a whole number is needed",
                "{\"gateway\":{\"end_connections_after\":-1}}|gateway.end_connections_after=-1: a number of 0 or more is needed",
                "{\"gateway\":{\"cleaner_ms\":-1}}|gateway.cleaner_ms=PT-0.001S: a time of 0 or more is needed",
                "{\"gateway\":{\"latency_ms\":-1}}|gateway.latency_ms=PT-0.001S: a time of 0 or more is needed",
                "{\"answers\":{\"slow\":{\"fraction\":0}}}|fraction=0.0: a number over 0 and up to 1 is needed",
                "{\"answers\":{\"slow\":{\"most\":0}}}|most=0: a number of 1 or more is needed",
                "{\"answers\":{\"replace\":{\"status\":99}}}|status=99: a number from 200 to 599 is needed",
                "{\"answers\":{\"reset\":{\"of\":\"x\"}}}|answers.reset.of=\"x\": one of all, produce, consume, auth is needed",
            })
    void nonsense_isRefusedInOneLineAndChangesNothing(String document, String message) throws IOException {
        RawHttp.Reply reply = send("PUT", FAULTS, document);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).isEqualTo("{\"message\":\"" + message.replace("\"", "\\\"") + "\"}");
        assertThat(send("GET", FAULTS, "").body()).isEqualTo(ALL_WELL);
    }

    @Test
    void halfWrongDocument_changesNothing() throws IOException {
        send("PUT", FAULTS, "{\"broker\":{\"up\":false},\"gateway\":{\"latency_ms\":\"x\"}}");
        assertThat(send("GET", FAULTS, "").body()).isEqualTo(ALL_WELL);
    }

    @Test
    void notJson_isRefusedInOneLine() throws IOException {
        RawHttp.Reply reply = send("PUT", FAULTS, "{");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body())
                .startsWith("{\"message\":\"the body is not JSON: ")
                .doesNotContain("\\n");
    }

    @Test
    void pageFromElsewhere_isRefused() throws IOException {
        RawHttp.Reply foreign = RawHttp.send(
                emulator.managementUri(), "DELETE", FAULTS, List.of("Origin: http://evil.example"), new byte[0]);
        assertThat(foreign.status()).isEqualTo(403);
        String own = "Origin: http://" + emulator.managementUri().getAuthority();
        assertThat(RawHttp.send(emulator.managementUri(), "DELETE", FAULTS, List.of(own), new byte[0])
                        .status())
                .isEqualTo(200);
    }

    @Test
    void foreignNameForThisMachine_isRefused() throws IOException {
        RawHttp.Reply rebound =
                RawHttp.send(emulator.managementUri(), "GET", FAULTS, List.of("Host: evil.example:9000"), new byte[0]);
        assertThat(rebound.status()).isEqualTo(403);
    }

    private RawHttp.Reply send(String method, String path, String body) throws IOException {
        return RawHttp.send(
                emulator.managementUri(),
                method,
                path,
                List.of("Content-Type: application/json"),
                body.getBytes(StandardCharsets.UTF_8));
    }
}
