package dev.memphis.cli.snapshot;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Debezium Server's HTTP API (debezium.api.enabled=true). Stateless. */
final class ServerApi {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private ServerApi() {}

    /** @throws IOException with a reason for people */
    static void send(URI server, Signal signal) throws IOException, InterruptedException {
        URI signals = server.resolve("/api/signals");
        HttpRequest request = HttpRequest.newBuilder(signals)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(signal.body()))
                .build();
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            HttpResponse<Void> answer = client.send(request, HttpResponse.BodyHandlers.discarding());
            if (answer.statusCode() / 100 != 2) {
                throw new IOException(signals + " answers " + answer.statusCode()
                        + ": does the server have debezium.api.enabled=true, and 'in-process' in"
                        + " debezium.source.signal.enabled.channels?");
            }
        } catch (ConnectException e) {
            throw new IOException("no connection to " + signals, e);
        }
    }
}
