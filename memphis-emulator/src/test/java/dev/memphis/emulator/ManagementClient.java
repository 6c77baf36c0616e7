package dev.memphis.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A client of an emulator's management API, logged in as root. */
final class ManagementClient {
    private static final JsonMapper JSON = new JsonMapper();

    private final MemphisEmulator emulator;
    private final String jwt;

    private ManagementClient(MemphisEmulator emulator, String jwt) {
        this.emulator = emulator;
        this.jwt = jwt;
    }

    static ManagementClient loggedIn(MemphisEmulator emulator) throws IOException {
        RawHttp.Reply reply = RawHttp.post(
                emulator.managementUri(), "/api/usermgmt/login", "{\"username\":\"root\",\"password\":\"memphis\"}");
        return new ManagementClient(
                emulator, JSON.readTree(reply.body()).path("jwt").asText());
    }

    /** Posts what has to succeed. */
    void post(String path, Map<String, ?> body) throws IOException {
        RawHttp.Reply reply = send("POST", path, JSON.writeValueAsString(body));
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    }

    RawHttp.Reply get(String path) throws IOException {
        return send("GET", path, "");
    }

    RawHttp.Reply send(String method, String path, String body) throws IOException {
        return RawHttp.send(
                emulator.managementUri(),
                method,
                path,
                List.of("Authorization: Bearer " + jwt),
                body.getBytes(StandardCharsets.UTF_8));
    }
}
