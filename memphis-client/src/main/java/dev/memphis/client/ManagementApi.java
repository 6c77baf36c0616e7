package dev.memphis.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.memphis.client.http.CallException;
import dev.memphis.client.http.HttpAnswer;
import dev.memphis.client.http.HttpCaller;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The broker's management API, as somebody who has logged in (contract, "Stations and users"). Thread-safe. */
public final class ManagementApi implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int BUSINESS_ERROR = 406;
    private static final Map<String, String> JSON_BODY = Map.of("Content-Type", "application/json");

    private final URI url;
    private final HttpCaller caller;
    private final Map<String, String> headers;

    private ManagementApi(URI url, HttpCaller caller, String jwt) {
        this.url = url;
        this.caller = caller;
        this.headers = Map.of("Content-Type", "application/json", "Authorization", "Bearer " + jwt);
    }

    /**
     * Logs in.
     *
     * @throws CallException if the API does not answer, or with status 401 if it refuses the user
     */
    public static ManagementApi logIn(URI url, String user, String password)
            throws CallException, InterruptedException {
        HttpCaller caller = HttpCaller.of(url);
        try {
            return new ManagementApi(url, caller, jwt(url, caller, user, password));
        } catch (CallException | InterruptedException | RuntimeException e) {
            caller.close();
            throw e;
        }
    }

    private static String jwt(URI url, HttpCaller caller, String user, String password)
            throws CallException, InterruptedException {
        ObjectNode body = JSON.createObjectNode().put("username", user).put("password", password);
        HttpAnswer answer = caller.call(HttpMethod.POST, "/api/usermgmt/login", JSON_BODY, body.toString(), TIMEOUT);
        if (answer.status() == 401) {
            throw new CallException("the management API at " + url + " refuses user " + user + " (401)", 401);
        }
        String jwt = good(url, answer).path("jwt").asText();
        if (jwt.isEmpty()) {
            throw new CallException("the log-in at " + url + " gave no token: is this Memphis's management API?", 200);
        }
        return jwt;
    }

    /** Adds an application user; returns false if there is one of that name already. */
    public boolean addUser(String name, String password) throws CallException, InterruptedException {
        ObjectNode body = JSON.createObjectNode()
                .put("username", name)
                .put("password", password)
                .put("user_type", "application");
        return created(call(HttpMethod.POST, "/api/usermgmt/addUser", body.toString()));
    }

    /** Creates a station that keeps messages for seven days; returns false if there is one of that name already. */
    public boolean createStation(String name) throws CallException, InterruptedException {
        return createStation(new StationPlan(name, Duration.ofDays(7), StationPlan.Storage.FILE, 1, 1));
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

    /** Takes its schema from a station. */
    public void detachSchema(String station) throws CallException, InterruptedException {
        remove("/api/stations/removeSchemaFromStation", JSON.createObjectNode().put("station_name", station));
    }

    /** Returns the names of all stations. */
    public Set<String> stations() throws CallException, InterruptedException {
        return names("/api/stations/getAllStations");
    }

    /** Returns the names of all schemas. */
    public Set<String> schemas() throws CallException, InterruptedException {
        return names("/api/schemas/getAllSchemas");
    }

    private Set<String> names(String path) throws CallException, InterruptedException {
        Set<String> names = new TreeSet<>();
        list(path).forEach(row -> names.add(row.path("name").asText()));
        return names;
    }

    /** Go writes null for a list that was never filled. */
    private JsonNode list(String path) throws CallException, InterruptedException {
        return good(url, call(HttpMethod.GET, path, ""), json -> json.isArray() || json.isNull());
    }

    /**
     * Returns how many messages a station holds.
     *
     * @throws CallException if there is no such station
     */
    public long messages(String station) throws CallException, InterruptedException {
        for (JsonNode row : list("/api/stations/getAllStations")) {
            if (row.path("name").asText().equals(station)) {
                return row.path("total_messages").asLong();
            }
        }
        throw new CallException("the management API at " + url + " knows no station " + station, 200);
    }

    /** Removes a schema, from the stations that use it too. */
    public void removeSchema(String name) throws CallException, InterruptedException {
        ObjectNode body = JSON.createObjectNode();
        body.putArray("schema_names").add(name);
        remove("/api/schemas/removeSchema", body);
    }

    /** Removes a station with what is in it. */
    public void removeStation(String name) throws CallException, InterruptedException {
        ObjectNode body = JSON.createObjectNode();
        body.putArray("station_names").add(name);
        remove("/api/stations/removeStation", body);
    }

    /** Removes a user. */
    public void removeUser(String name) throws CallException, InterruptedException {
        remove("/api/usermgmt/removeUser", JSON.createObjectNode().put("username", name));
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

    private void remove(String path, ObjectNode body) throws CallException, InterruptedException {
        good(call(HttpMethod.DELETE, path, body.toString()));
    }

    private HttpAnswer call(HttpMethod method, String path, String body) throws CallException, InterruptedException {
        return caller.call(method, path, headers, body, TIMEOUT);
    }

    private JsonNode good(HttpAnswer answer) throws CallException {
        return good(url, answer);
    }

    private static JsonNode good(URI url, HttpAnswer answer) throws CallException {
        return good(url, answer, JsonNode::isObject);
    }

    private static JsonNode good(URI url, HttpAnswer answer, Predicate<JsonNode> form) throws CallException {
        Optional<JsonNode> json = answer.json().filter(form);
        if (answer.status() != 200 || json.isEmpty()) {
            throw new CallException("the management API at " + url + " answered " + answer.brief(), answer.status());
        }
        return json.get();
    }

    @Override
    public void close() {
        caller.close();
    }
}
