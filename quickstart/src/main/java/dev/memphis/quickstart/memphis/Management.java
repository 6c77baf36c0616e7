package dev.memphis.quickstart.memphis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.memphis.quickstart.Problem;
import java.net.URI;
import java.util.Set;
import java.util.TreeSet;

/** Creates what the pipeline needs, through the management API (contract, "Stations and users"). Thread-safe. */
public final class Management {
    private static final int NOT_ACCEPTABLE = 406;
    private static final long SEVEN_DAYS = 604_800;

    private final JsonHttp http;
    private final URI server;
    private final String token;

    private Management(JsonHttp http, URI server, String token) {
        this.http = http;
        this.server = server;
        this.token = token;
    }

    /**
     * Logs in as root.
     *
     * @throws Problem if the API does not answer, or the password is wrong
     */
    public static Management logIn(URI server, String rootPassword) throws InterruptedException {
        JsonHttp http = new JsonHttp(server, "management API");
        ObjectNode body =
                JsonHttp.JSON.createObjectNode().put("username", "root").put("password", rootPassword);
        JsonHttp.Reply reply = http.post("/api/usermgmt/login", body, null);
        String token = reply.body().path("jwt").asText();
        if (reply.status() == 401) {
            throw new Problem("The management API at " + server + " refuses user root: give the right --root-password");
        }
        if (reply.status() != 200 || token.isEmpty()) {
            throw new Problem("What answers at " + server + " is no Memphis management API (status " + reply.status()
                    + "); give its address with --management");
        }
        return new Management(http, server, token);
    }

    /** Adds an application user; one that is already there stays. */
    public void addUser(String name, String password) throws InterruptedException {
        create(
                "/api/usermgmt/addUser",
                JsonHttp.JSON
                        .createObjectNode()
                        .put("username", name)
                        .put("password", password)
                        .put("user_type", "application"),
                "user " + name);
    }

    /** Creates a station that keeps messages for seven days; one that is already there stays. */
    public void createStation(String name) throws InterruptedException {
        ObjectNode station = JsonHttp.JSON
                .createObjectNode()
                .put("name", name)
                .put("retention_type", "message_age_sec")
                .put("retention_value", SEVEN_DAYS)
                .put("storage_type", "file")
                .put("replicas", 1)
                .put("partitions_number", 1)
                .put("idempotency_window_in_ms", 120_000);
        station.putObject("dls_configuration").put("poison", true).put("schemaverse", true);
        create("/api/stations/createStation", station, "station " + name);
    }

    /** Creates a JSON schema and has a station use it; one of that name that is already there stays. */
    public void useSchema(String station, String name, String content) throws InterruptedException {
        ObjectNode schema = JsonHttp.JSON
                .createObjectNode()
                .put("name", name)
                .put("type", "json")
                .put("schema_content", content)
                .put("message_struct_name", "");
        schema.putArray("tags");
        create("/api/schemas/createNewSchema", schema, "schema " + name);
        ObjectNode use = JsonHttp.JSON.createObjectNode().put("schema_name", name);
        use.putArray("station_names").add(station);
        JsonHttp.Reply reply = http.post("/api/stations/useSchema", use, token);
        if (reply.status() != 200) {
            throw new Problem("The management API at " + server + " does not attach schema " + name + " to station "
                    + station + ": status " + reply.status() + " "
                    + reply.body().path("message").asText());
        }
    }

    /** Returns the names of all stations. */
    public Set<String> stations() throws InterruptedException {
        return names("/api/stations/getAllStations");
    }

    /** Returns the names of all schemas. */
    public Set<String> schemas() throws InterruptedException {
        return names("/api/schemas/getAllSchemas");
    }

    private Set<String> names(String path) throws InterruptedException {
        Set<String> names = new TreeSet<>();
        http.get(path, token).body().forEach(row -> names.add(row.path("name").asText()));
        return names;
    }

    /** Removes a schema, from the stations that use it too. */
    public void removeSchema(String name) throws InterruptedException {
        ObjectNode body = JsonHttp.JSON.createObjectNode();
        body.putArray("schema_names").add(name);
        removed(http.delete("/api/schemas/removeSchema", body, token), "schema " + name);
    }

    /** Removes a station with what is in it. */
    public void removeStation(String name) throws InterruptedException {
        ObjectNode body = JsonHttp.JSON.createObjectNode();
        body.putArray("station_names").add(name);
        removed(http.delete("/api/stations/removeStation", body, token), "station " + name);
    }

    /** Removes a user. */
    public void removeUser(String name) throws InterruptedException {
        ObjectNode body = JsonHttp.JSON.createObjectNode().put("username", name);
        removed(http.delete("/api/usermgmt/removeUser", body, token), "user " + name);
    }

    private void removed(JsonHttp.Reply reply, String what) {
        if (reply.status() != 200) {
            throw new Problem("The management API at " + server + " does not remove " + what + ": status "
                    + reply.status() + " " + reply.body().path("message").asText());
        }
    }

    /** Returns how many messages a station holds. */
    public long messages(String station) throws InterruptedException {
        for (JsonNode row : http.get("/api/stations/getAllStations", token).body()) {
            if (row.path("name").asText().equals(station)) {
                return row.path("total_messages").asLong();
            }
        }
        throw new Problem("The management API at " + server + " knows no station " + station);
    }

    private void create(String path, ObjectNode body, String what) throws InterruptedException {
        JsonHttp.Reply reply = http.post(path, body, token);
        String message = reply.body().path("message").asText();
        boolean alreadyThere = reply.status() == NOT_ACCEPTABLE && message.contains("already exists");
        if (reply.status() != 200 && !alreadyThere) {
            throw new Problem("The management API at " + server + " does not create " + what + ": status "
                    + reply.status() + " " + message);
        }
    }
}
