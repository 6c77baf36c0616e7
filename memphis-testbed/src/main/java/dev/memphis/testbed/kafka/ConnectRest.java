package dev.memphis.testbed.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.memphis.testbed.process.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** A worker's REST interface. Safe for use by several threads. */
public final class ConnectRest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int CONFLICT = 409;

    private final URI uri;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    ConnectRest(URI uri) {
        this.uri = uri;
    }

    /** What a worker answered: the body is missing, in JSON's sense, where there is none. */
    public record Answer(int status, JsonNode body) {
        /** Says whether the worker did what was asked. */
        public boolean ok() {
            return status / 100 == 2;
        }
    }

    /** Returns where it is. */
    public URI uri() {
        return uri;
    }

    /** Returns whether it serves and can be asked for its connectors. */
    public boolean serves() {
        try {
            return send("GET", "/connectors", null).ok();
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /**
     * Makes or changes a connector; waits where the workers are just sharing out their work.
     *
     * @throws IllegalStateException if the worker refuses it
     */
    public void put(String connector, Map<String, String> config) {
        demand("PUT", "/connectors/" + connector + "/config", config);
    }

    /** Asks what is wrong with a configuration; it holds {@code connector.class}. */
    public JsonNode validate(Map<String, String> config) {
        String type = Objects.requireNonNull(config.get("connector.class"), "connector.class is missing");
        String plugin = type.substring(type.lastIndexOf('.') + 1);
        return demand("PUT", "/connector-plugins/" + plugin + "/config/validate", config);
    }

    /** Returns the plugins that the worker has, with type and version. */
    public JsonNode plugins() {
        return demand("GET", "/connector-plugins", null);
    }

    /** Returns the state of a connector and of its tasks, as the worker tells it. */
    public JsonNode status(String connector) {
        return demand("GET", "/connectors/" + connector + "/status", null);
    }

    /** Returns the states of a connector's tasks: RUNNING, FAILED, PAUSED, …; empty while it is not known. */
    public List<String> taskStates(String connector) {
        Answer answer = send("GET", "/connectors/" + connector + "/status", null);
        if (!answer.ok()) {
            return List.of();
        }
        return StreamSupport.stream(answer.body().path("tasks").spliterator(), false)
                .map(task -> task.path("state").asText())
                .toList();
    }

    /** Has the tasks wait; they keep what they were given. */
    public void pause(String connector) {
        demand("PUT", "/connectors/" + connector + "/pause", null);
    }

    /** Has tasks that wait, or were stopped, go on. */
    public void resume(String connector) {
        demand("PUT", "/connectors/" + connector + "/resume", null);
    }

    /** Ends the tasks; the connector stays, and so do its offsets. */
    public void stop(String connector) {
        demand("PUT", "/connectors/" + connector + "/stop", null);
    }

    /** Forgets how far a connector came; it has to be stopped. */
    public void resetOffsets(String connector) {
        demand("DELETE", "/connectors/" + connector + "/offsets", null);
    }

    /** Removes a connector; its offsets stay. */
    public void delete(String connector) {
        demand("DELETE", "/connectors/" + connector, null);
    }

    /**
     * Sends one request.
     *
     * @param body written as JSON; null for none
     */
    public Answer send(String method, String path, @Nullable Object body) {
        try {
            HttpRequest request = HttpRequest.newBuilder(uri.resolve(path))
                    .timeout(Duration.ofSeconds(60))
                    .header("Content-Type", "application/json")
                    .method(
                            method,
                            body == null
                                    ? HttpRequest.BodyPublishers.noBody()
                                    : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                    .build();
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            String text = response.body();
            return new Answer(response.statusCode(), JSON.readTree(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while asking the worker", e);
        }
    }

    private JsonNode demand(String method, String path, @Nullable Object body) {
        Answer[] last = {new Answer(CONFLICT, MissingNode.getInstance())};
        Await.until(
                "the workers have shared out their work",
                Duration.ofSeconds(60),
                () -> {
                    last[0] = send(method, path, body);
                    return last[0].status() != CONFLICT;
                },
                () -> last[0].toString());
        Answer answer = last[0];
        if (!answer.ok()) {
            throw new IllegalStateException(method + " " + path + ": " + answer.status() + " " + answer.body());
        }
        return answer.body();
    }
}
