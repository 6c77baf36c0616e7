package dev.memphis.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/** What somebody does in Memphis' console, as root of an emulator. */
final class ManagementClient {
    private ManagementClient() {}

    /** Takes a station's schema from it. */
    static void detach(URI management, String station) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            String answer = client.send(
                            request(management, "/api/usermgmt/login")
                                    .POST(BodyPublishers.ofString("{\"username\":\"root\",\"password\":\"memphis\"}"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
            String jwt = new ObjectMapper().readTree(answer).get("jwt").textValue();
            client.send(
                    request(management, "/api/stations/removeSchemaFromStation")
                            .header("Authorization", "Bearer " + jwt)
                            .method("DELETE", BodyPublishers.ofString("{\"station_name\":\"" + station + "\"}"))
                            .build(),
                    BodyHandlers.discarding());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpRequest.Builder request(URI management, String path) {
        return HttpRequest.newBuilder(management.resolve(path)).header("Content-Type", "application/json");
    }
}
