package dev.memphis.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.memphis.client.http.CallException;
import dev.memphis.client.http.HttpAnswer;
import dev.memphis.client.http.HttpCaller;
import dev.memphis.delivery.options.Credentials;
import dev.memphis.delivery.options.GatewayConfig;
import dev.memphis.delivery.protocol.Token;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The gateway's routes (contract, "Routes"). To be used by one thread. */
public final class GatewayApi implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Map<String, String> JSON_BODY = Map.of("Content-Type", "application/json");

    /** What the gateway takes in one body, in bytes (contract, "Compression"): what is handed out was taken before. */
    private static final long LONGEST_MESSAGE = 4 << 20;

    private final GatewayConfig config;
    private final HttpCaller caller;

    /** Makes no connection yet. */
    public GatewayApi(GatewayConfig config, URI url) {
        this.config = config;
        this.caller = HttpCaller.of(config, url);
    }

    /** Asks whether the gateway is there; it never looks at its broker. */
    public HttpAnswer status() throws CallException, InterruptedException {
        return caller.call(HttpMethod.GET, "/monitoring/status", Map.of(), "", config.requestTimeout());
    }

    /**
     * Logs in.
     *
     * @throws CallException with status 401 if user or password are wrong
     */
    public Session logIn(Credentials credentials) throws CallException, InterruptedException {
        ObjectNode body = JSON.createObjectNode()
                .put("username", credentials.username())
                .put("password", credentials.password().reveal())
                .put("account_id", credentials.accountId())
                .put("token_expiry_in_minutes", credentials.tokenLifetime().toMinutes())
                .put(
                        "refresh_token_expiry_in_minutes",
                        credentials.refreshTokenLifetime().toMinutes());
        HttpAnswer answer = post("/auth/authenticate", body, config.requestTimeout());
        JsonNode tokens = good(answer);
        try {
            return new Session(
                    Token.parse(tokens.path("jwt").asText()),
                    Token.parse(tokens.path("jwt_refresh_token").asText()),
                    answer.date());
        } catch (IllegalArgumentException e) {
            throw new CallException("the answer to the log-in has no token: is this a Memphis REST gateway?", 200);
        }
    }

    /** Produces one JSON message; waits as long as a first use of the station may take. */
    public void produce(Session session, String station, String json) throws CallException, InterruptedException {
        String path = path(session, station, "produce/single");
        HttpAnswer answer = caller.call(HttpMethod.POST, path, JSON_BODY, json, config.firstUseTimeout());
        if (!good(answer).path("success").asBoolean(false)) {
            throw new CallException(answer.brief(), answer.status());
        }
    }

    /** Consumes; the group gets none of these messages again. Empty also if the station is not there. */
    public List<Message> consume(Session session, String station, String group, int most, Duration wait)
            throws CallException, InterruptedException {
        ObjectNode body = JSON.createObjectNode()
                .put("consumer_name", group)
                .put("consumer_group", group)
                .put("batch_size", most)
                .put("batch_max_wait_time_ms", wait.toMillis());
        HttpAnswer answer = caller.call(
                HttpMethod.POST,
                path(session, station, "consume/batch"),
                JSON_BODY,
                Buffer.buffer(body.toString()),
                wait.plus(config.requestTimeout()),
                HttpCaller.LONGEST + most * LONGEST_MESSAGE);
        List<Message> messages = new ArrayList<>();
        for (JsonNode message : good(answer)) {
            messages.add(new Message(message.path("message").asText(), headers(message.path("headers"))));
        }
        return messages;
    }

    private static Map<String, String> headers(JsonNode node) {
        Map<String, String> headers = new LinkedHashMap<>();
        node.properties()
                .forEach(field -> headers.put(field.getKey(), field.getValue().asText()));
        return headers;
    }

    private HttpAnswer post(String path, ObjectNode body, Duration timeout) throws CallException, InterruptedException {
        return caller.call(HttpMethod.POST, path, JSON_BODY, body.toString(), timeout);
    }

    private static JsonNode good(HttpAnswer answer) throws CallException {
        if (answer.status() != 200) {
            throw new CallException(answer.brief(), answer.status());
        }
        return answer.json()
                .orElseThrow(
                        () -> new CallException(answer.brief() + " (no JSON: is this a Memphis REST gateway?)", 200));
    }

    /** The token goes into the query: as a header it would be stored with the message (contract, "Produce"). */
    private static String path(Session session, String station, String action) {
        return "/stations/" + station + "/" + action + "?authorization="
                + session.access().jwt().reveal();
    }

    @Override
    public void close() {
        caller.close();
    }
}
