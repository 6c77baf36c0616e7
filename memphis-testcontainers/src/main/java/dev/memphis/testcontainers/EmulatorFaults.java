package dev.memphis.testcontainers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/**
 * What can go wrong with an emulated Memphis, switched over HTTP (docs/emulator.md, "Faults"). Each method returns once it
 * is so, and throws {@link IllegalArgumentException} with the emulator's words where a time or number makes no sense,
 * {@link UncheckedIOException} where the emulator does not answer. Thread-safe.
 */
public final class EmulatorFaults {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newBuilder()
            // An HTTP/2 request has no Host header, by which the emulator knows its own names.
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private final URI management;
    private final String authorization;

    /** @param rootPassword what the switches ask for where others can reach them */
    EmulatorFaults(URI management, String rootPassword) {
        this.management = management;
        String pair = "root:" + rootPassword;
        this.authorization = "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    /** The broker dies. The gateway goes on answering 200 for its patience, and loses what it took if it stays away. */
    public void breakBroker() {
        change("broker", document -> document.put("up", false));
    }

    /** The broker dies and comes back after a while. Nothing is lost if that is within the gateway's patience. */
    public void breakBroker(Duration downFor) {
        change("broker", document -> document.put("up", false).put("for_ms", downFor.toMillis()));
    }

    /** The broker comes back, with everything that it had stored. */
    public void mendBroker() {
        change("broker", document -> document.put("up", true));
    }

    /** How long the gateway waits for the broker, from the next outage on. */
    public void brokerPatience(Duration patience) {
        change("broker", document -> document.put("patience_ms", patience.toMillis()));
    }

    /** How long a message is on its way from the gateway to the broker; a gateway that crashes loses what is on it. */
    public void brokerDelay(Duration delay) {
        change("broker", document -> document.put("delay_ms", delay.toMillis()));
    }

    /** The gateway dies: connections are dropped, what the broker had not yet is lost. It is back after a while. */
    public void crashGateway(Duration downFor) {
        send("POST", "/crash-gateway", body(JSON.createObjectNode().put("down_for_ms", downFor.toMillis())));
    }

    /** The gateway refuses every access token handed out so far; refresh tokens stay good. */
    public void invalidateTokens() {
        send("POST", "/invalidate-tokens", BodyPublishers.noBody());
    }

    /** The gateway refuses every refresh token handed out so far. */
    public void invalidateRefreshTokens() {
        send("POST", "/invalidate-refresh-tokens", BodyPublishers.noBody());
    }

    /** How far the gateway's clock is ahead; negative if it is behind. */
    public void clockSkew(Duration ahead) {
        change("gateway", document -> document.put("clock_skew_ms", ahead.toMillis()));
    }

    /** How long each request waits before it is looked at. */
    public void latency(Duration latency) {
        change("gateway", document -> document.put("latency_ms", latency.toMillis()));
    }

    /**
     * Another status comes instead of the answers to produces.
     *
     * @param status from 200 to 599
     * @param stored whether what was sent is stored all the same
     * @param share of the requests, from 0 to 1
     */
    public void replaceAnswers(int status, boolean stored, double share) {
        answers("replace", produces(share).put("status", status).put("processed", stored));
    }

    /** What is produced is done and stored, then the connection is reset before the answer. */
    public void resetAnswers(double share) {
        answers("reset", produces(share));
    }

    /** Answers to produces break off in their middle. */
    public void truncateAnswers(double share) {
        answers("truncate", produces(share));
    }

    /** Answers to produces trickle in over this time. */
    public void slowAnswers(Duration over, double share) {
        answers("slow", produces(share).put("over_ms", over.toMillis()));
    }

    private static ObjectNode produces(double share) {
        return JSON.createObjectNode().put("fraction", share).put("of", "produce");
    }

    private void answers(String kind, ObjectNode fault) {
        change("answers", document -> document.set(kind, fault));
    }

    /** Puts everything right that is switched on; a crashed gateway is back in its time. What is lost stays lost. */
    public void mend() {
        send("DELETE", "", BodyPublishers.noBody());
    }

    /** Returns whether gateway and broker are both up. */
    public boolean allUp() {
        JsonNode state = send("GET", "", BodyPublishers.noBody());
        return state.at("/broker/up").asBoolean() && state.at("/gateway/up").asBoolean();
    }

    /** Returns how many messages the gateway answered with 200 and then lost. */
    public long lost() {
        return send("GET", "", BodyPublishers.noBody()).path("lost").asLong();
    }

    private interface Change {
        void to(ObjectNode document);
    }

    private void change(String part, Change change) {
        ObjectNode document = JSON.createObjectNode();
        change.to(document.putObject(part));
        send("PUT", "", body(document));
    }

    private static BodyPublisher body(JsonNode document) {
        return BodyPublishers.ofString(document.toString());
    }

    private JsonNode send(String method, String path, BodyPublisher body) {
        HttpRequest request = HttpRequest.newBuilder(management.resolve("/emulator/faults" + path))
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", authorization)
                .method(method, body)
                .build();
        try {
            HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
            if (answer.statusCode() == 400) {
                throw new IllegalArgumentException(answer.body());
            }
            if (answer.statusCode() != 200) {
                throw new IOException(method + " " + request.uri() + ": " + answer.statusCode() + " " + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted", e));
        }
    }
}
