package dev.memphis.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.memphis.client.http.CallException;
import dev.memphis.client.http.HttpAnswer;
import dev.memphis.client.http.HttpCaller;
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
        return found(call(HttpMethod.GET, "/api/stations/getStation?station_name=" + name, ""))
                .map(station -> new Station(
                        station.path("name").asText(name),
                        station.path("retention_type").asText(),
                        station.path("retention_value").asLong(),
                        station.path("storage_type").asText(),
                        station.path("replicas").asInt(),
                        station.path("partitions_number").asInt()));
    }

    /** Creates a JSON schema; returns false if there is one of that name already. */
    public boolean createSchema(String name, String content) throws CallException, InterruptedException {
        ObjectNode body = JSON.createObjectNode()
                .put("name", name)
                .put("type", "json")
                .put("schema_content", content)
                .put("message_struct_name", "");
        body.putArray("tags");
        return created(call(HttpMethod.POST, "/api/schemas/createNewSchema", body.toString()));
    }

    /** Has the gateway check what comes to a station against a schema, from now on. */
    public void useSchema(String station, String schema) throws CallException, InterruptedException {
        ObjectNode body = JSON.createObjectNode().put("schema_name", schema);
        body.putArray("station_names").add(station);
        good(call(HttpMethod.POST, "/api/stations/useSchema", body.toString()));
    }

    /** Looks at a schema's active version; empty if there is no schema of that name. */
    public Optional<SchemaVersion> schema(String name) throws CallException, InterruptedException {
        Optional<JsonNode> details =
                found(call(HttpMethod.GET, "/api/schemas/getSchemaDetails?schema_name=" + name, ""));
        if (details.isEmpty()) {
            return Optional.empty();
        }
        for (JsonNode version : details.get().path("versions")) {
            if (version.path("active").asBoolean()) {
                return Optional.of(new SchemaVersion(
                        name,
                        details.get().path("type").asText(),
                        version.path("version_number").asInt(),
                        version.path("schema_content").asText()));
            }
        }
        throw new CallException("the management API at " + url + " tells no active version of schema " + name, 200);
    }

    /** Returns the name of the schema that a station uses; empty if it uses none or is not there. */
    public Optional<String> schemaOf(String station) throws CallException, InterruptedException {
        String path = "/api/monitoring/getStationOverviewData?partition_number=1&station_name=" + station;
        return found(call(HttpMethod.GET, path, ""))
                .map(overview -> overview.path("schema").path("name").asText())
                .filter(name -> !name.isEmpty());
    }

    private Optional<JsonNode> found(HttpAnswer answer) throws CallException {
        boolean missing = answer.status() == BUSINESS_ERROR && answer.body().contains("does not exist");
        return missing ? Optional.empty() : Optional.of(good(answer));
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
