package dev.memphis.cli.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.memphis.delivery.options.Secret;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The broker's management API (contract, "Stations and users"). To be used by one thread. */
public final class ManagementApi implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int BUSINESS_ERROR = 406;

    private final URI url;
    private final HttpCaller caller;
    private Secret token = new Secret("");

    private ManagementApi(URI url) {
        this.url = url;
        this.caller = HttpCaller.of(url);
    }

    /** Logs in. */
    public static ManagementApi logIn(URI url, String user, String password)
            throws CallException, InterruptedException {
        ManagementApi api = new ManagementApi(url);
        try {
            ObjectNode body = JSON.createObjectNode().put("username", user).put("password", password);
            HttpAnswer answer = api.call(HttpMethod.POST, "/api/usermgmt/login", body.toString());
            if (answer.status() == 401) {
                throw new CallException("the management API at " + url + " refuses user " + user + " (401)", 401);
            }
            String jwt = api.good(answer).path("jwt").asText();
            if (jwt.isEmpty()) {
                throw new CallException(
                        "the log-in at " + url + " gave no token: is this Memphis's management API?", 200);
            }
            api.token = new Secret(jwt);
            return api;
        } catch (CallException | InterruptedException | RuntimeException e) {
            api.close();
            throw e;
        }
    }

    /** Adds an application user; returns false if there is one of that name already. */
    public boolean addUser(String name, String password) throws CallException, InterruptedException {
        ObjectNode body = JSON.createObjectNode()
                .put("username", name)
                .put("password", password)
                .put("user_type", "application");
        return created(call(HttpMethod.POST, "/api/usermgmt/addUser", body.toString()));
    }

    /** Creates a station; returns false if there is one of that name already. */
    public boolean createStation(StationPlan plan) throws CallException, InterruptedException {
        ObjectNode body = JSON.createObjectNode()
                .put("name", plan.name())
                .put("retention_type", "message_age_sec")
                .put("retention_value", plan.retention().toSeconds())
                .put("storage_type", plan.storage().name().toLowerCase(Locale.ROOT))
                .put("replicas", plan.replicas())
                .put("partitions_number", plan.partitions())
                .put("idempotency_window_in_ms", 120_000);
        body.putObject("dls_configuration").put("poison", true).put("schemaverse", true);
        return created(call(HttpMethod.POST, "/api/stations/createStation", body.toString()));
    }

    /** Looks at a station; empty if there is none. */
    public Optional<Station> station(String name) throws CallException, InterruptedException {
        HttpAnswer answer = call(HttpMethod.GET, "/api/stations/getStation?station_name=" + name, "");
        if (answer.status() == BUSINESS_ERROR && answer.body().contains("does not exist")) {
            return Optional.empty();
        }
        JsonNode station = good(answer);
        return Optional.of(new Station(
                station.path("name").asText(name),
                station.path("retention_type").asText(),
                station.path("retention_value").asLong(),
                station.path("storage_type").asText(),
                station.path("replicas").asInt(),
                station.path("partitions_number").asInt()));
    }

    private boolean created(HttpAnswer answer) throws CallException {
        if (answer.status() == BUSINESS_ERROR && answer.body().contains("already exists")) {
            return false;
        }
        good(answer);
        return true;
    }

    private HttpAnswer call(HttpMethod method, String path, String body) throws CallException, InterruptedException {
        Map<String, String> headers = new HashMap<>(Map.of("Content-Type", "application/json"));
        if (!token.reveal().isEmpty()) {
            headers.put("Authorization", "Bearer " + token.reveal());
        }
        return caller.call(method, path, headers, body, TIMEOUT);
    }

    private JsonNode good(HttpAnswer answer) throws CallException {
        Optional<JsonNode> json = answer.json();
        if (answer.status() != 200 || json.isEmpty() || !json.get().isObject()) {
            throw new CallException("the management API at " + url + " answered " + answer.brief(), answer.status());
        }
        return json.get();
    }

    @Override
    public void close() {
        caller.close();
    }
}
