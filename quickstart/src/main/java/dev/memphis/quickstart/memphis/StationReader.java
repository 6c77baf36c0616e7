package dev.memphis.quickstart.memphis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.memphis.quickstart.Problem;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads a station through the gateway, as a consumer group of its own (contract, "Consume"). Confined to one thread. */
public final class StationReader {
    private static final int BATCH = 100;
    private static final int WAIT_MILLIS = 300;

    private final JsonHttp http;
    private final String username;
    private final String password;
    private final String station;
    private final String group;
    private String token;

    public StationReader(URI gateway, String username, String password, String station, String group) {
        this.http = new JsonHttp(gateway, "Memphis gateway");
        this.username = username;
        this.password = password;
        this.station = station;
        this.group = group;
    }

    /**
     * Logs in; done early, since a log-in that meets a produce may crash the real gateway.
     *
     * @throws Problem if the gateway does not answer or refuses the user
     */
    public void logIn() throws InterruptedException {
        ObjectNode body = JsonHttp.JSON
                .createObjectNode()
                .put("username", username)
                .put("password", password)
                .put("token_expiry_in_minutes", 1440)
                .put("refresh_token_expiry_in_minutes", 10_080);
        JsonHttp.Reply reply = http.post("/auth/authenticate", body, null);
        token = reply.body().path("jwt").asText();
        if (reply.status() != 200 || token.isEmpty()) {
            throw new Problem("The Memphis gateway refuses user " + username + " (status " + reply.status() + ")");
        }
    }

    /** Passes over what an earlier run left in the station. */
    public void skipWhatIsThere() throws InterruptedException {
        while (!read().isEmpty()) {
            // What was read is acknowledged, and not handed out again.
        }
    }

    /** A message as the station hands it out. Immutable. */
    public record Message(String text, Map<String, String> headers) {}

    /** Returns the texts of the next messages; none if none came for a moment. */
    public List<String> read() throws InterruptedException {
        return readMessages().stream().map(Message::text).toList();
    }

    /** Returns the next messages; none if none came for a moment. */
    public List<Message> readMessages() throws InterruptedException {
        ObjectNode body = JsonHttp.JSON
                .createObjectNode()
                .put("consumer_name", group)
                .put("consumer_group", group)
                .put("batch_size", BATCH)
                .put("batch_max_wait_time_ms", WAIT_MILLIS);
        JsonHttp.Reply reply = http.post("/stations/" + station + "/consume/batch", body, token);
        if (reply.status() != 200) {
            throw new Problem("Station " + station + " cannot be read: status " + reply.status() + " " + reply.body());
        }
        List<Message> messages = new ArrayList<>();
        for (JsonNode message : reply.body()) {
            Map<String, String> headers = new TreeMap<>();
            message.path("headers")
                    .properties()
                    .forEach(header ->
                            headers.put(header.getKey(), header.getValue().asText()));
            messages.add(new Message(message.path("message").asText(), headers));
        }
        return messages;
    }
}
