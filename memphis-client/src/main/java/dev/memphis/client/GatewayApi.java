package dev.memphis.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.memphis.client.http.CallException;
import dev.memphis.client.http.HttpAnswer;
import dev.memphis.client.http.HttpCaller;
import dev.memphis.delivery.options.Credentials;
import dev.memphis.delivery.options.GatewayConfig;
import dev.memphis.delivery.protocol.AuthBodies;
import dev.memphis.delivery.protocol.Consume;
import dev.memphis.delivery.protocol.Message;
import dev.memphis.delivery.protocol.Routes;
import dev.memphis.delivery.transport.GatewayStatus;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The gateway's routes (contract, "Routes"). To be used by one thread. */
public final class GatewayApi implements AutoCloseable {
    private static final Map<String, String> JSON_BODY = Map.of("Content-Type", "application/json");

    /** What the gateway takes in one body, in bytes (contract, "Compression"): what is handed out was taken before. */
    private static final long LONGEST_MESSAGE = 4 << 20;

    private final HttpCaller caller;
    private final Duration requestTimeout;
    private final Duration firstUseTimeout;

    /** Calls it the way the sink does: same TLS, same proxy, same time-outs. Makes no connection yet. */
    public GatewayApi(GatewayConfig config, URI url) {
        this(HttpCaller.of(config, url), config.requestTimeout(), config.firstUseTimeout());
    }

    /** Calls it at an address without any configuration. Makes no connection yet. */
    public GatewayApi(URI url, Duration timeout) {
        this(HttpCaller.of(url), timeout, timeout);
    }

    private GatewayApi(HttpCaller caller, Duration requestTimeout, Duration firstUseTimeout) {
        this.caller = caller;
        this.requestTimeout = requestTimeout;
        this.firstUseTimeout = firstUseTimeout;
    }

    /** Asks whether the gateway is there; it never looks at its broker. */
    public HttpAnswer status() throws CallException, InterruptedException {
        return caller.call(HttpMethod.GET, GatewayStatus.PAGE, Map.of(), "", requestTimeout);
    }

    /**
     * Logs in.
     *
     * @throws CallException with status 401 if user or password are wrong
     */
    public Session logIn(Credentials credentials) throws CallException, InterruptedException {
        HttpAnswer answer =
                caller.call(HttpMethod.POST, Routes.LOG_IN, JSON_BODY, AuthBodies.logIn(credentials), requestTimeout);
        JsonNode tokens = good(answer);
        try {
            return new Session(AuthBodies.accessToken(tokens), AuthBodies.refreshToken(tokens), answer.date());
        } catch (IllegalArgumentException e) {
            throw new CallException("the answer to the log-in has no token: is this a Memphis REST gateway?", 200);
        }
    }

    /** Produces one JSON message; waits as long as a first use of the station may take. */
    public void produce(Session session, String station, String json) throws CallException, InterruptedException {
        String path = Routes.produceSingle(station, session.access());
        HttpAnswer answer = caller.call(HttpMethod.POST, path, JSON_BODY, json, firstUseTimeout);
        if (!good(answer).path("success").asBoolean(false)) {
            throw new CallException(answer.brief(), answer.status());
        }
    }

    /** Consumes; the group gets none of these messages again. Empty also if the station is not there. */
    public List<Message> consume(Session session, String station, String group, int most, Duration wait)
            throws CallException, InterruptedException {
        HttpAnswer answer = caller.call(
                HttpMethod.POST,
                Routes.consume(station, session.access()),
                JSON_BODY,
                Buffer.buffer(new Consume(group, group, most, wait).body()),
                wait.plus(requestTimeout),
                HttpCaller.LONGEST + most * LONGEST_MESSAGE);
        return Message.of(good(answer));
    }

    private static JsonNode good(HttpAnswer answer) throws CallException {
        if (answer.status() != 200) {
            throw new CallException(answer.brief(), answer.status());
        }
        return answer.json()
                .orElseThrow(
                        () -> new CallException(answer.brief() + " (no JSON: is this a Memphis REST gateway?)", 200));
    }

    @Override
    public void close() {
        caller.close();
    }
}
