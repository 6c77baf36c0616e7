package dev.memphis.quickstart.memphis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.memphis.quickstart.Problem;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Posts JSON and reads JSON. Thread-safe. */
final class JsonHttp {
    static final JsonMapper JSON = new JsonMapper();

    /** An answer; the body is missing where it was not JSON. */
    record Reply(int status, JsonNode body) {}

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI server;
    private final String name;

    /** @param name what the server is, for messages */
    JsonHttp(URI server, String name) {
        this.server = server;
        this.name = name;
    }

    Reply post(String path, ObjectNode body, String bearer) throws InterruptedException {
        return send(request(path).POST(HttpRequest.BodyPublishers.ofString(body.toString())), bearer);
    }

    Reply delete(String path, ObjectNode body, String bearer) throws InterruptedException {
        return send(request(path).method("DELETE", HttpRequest.BodyPublishers.ofString(body.toString())), bearer);
    }

    Reply get(String path, String bearer) throws InterruptedException {
        return send(request(path).GET(), bearer);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path))
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(60));
    }

    private Reply send(HttpRequest.Builder request, String bearer) throws InterruptedException {
        if (bearer != null) {
            request.header("Authorization", "Bearer " + bearer);
        }
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Reply(response.statusCode(), parse(response.body()));
        } catch (IOException e) {
            throw new Problem("The " + name + " does not answer at " + server + " (" + reason(e) + ")", e);
        }
    }

    private static String reason(IOException e) {
        if (e instanceof ConnectException) {
            return "nobody listens there";
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }
}
