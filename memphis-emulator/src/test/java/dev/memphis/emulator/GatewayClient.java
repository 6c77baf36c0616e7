package dev.memphis.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A client of an emulator's gateway, as a test needs one: a connection for each request, unless told otherwise. */
final class GatewayClient {
    static final String USER = "cdc";
    static final String PASSWORD = "Cdc-Pass-1!";
    private static final JsonMapper JSON = new JsonMapper();

    private final MemphisEmulator emulator;
    private String jwt = "";
    private String refreshToken = "";

    private GatewayClient(MemphisEmulator emulator) {
        this.emulator = emulator;
    }

    static GatewayClient loggedIn(MemphisEmulator emulator) throws IOException {
        GatewayClient client = new GatewayClient(emulator);
        client.keep(client.authenticate());
        return client;
    }

    RawHttp.Reply authenticate() throws IOException {
        return RawHttp.post(
                emulator.gatewayUri(),
                "/auth/authenticate",
                "{\"username\":\"" + USER + "\",\"password\":\"" + PASSWORD + "\",\"token_expiry_in_minutes\":60,"
                        + "\"refresh_token_expiry_in_minutes\":60}");
    }

    /** Logs in to a gateway wherever it is; returns the access token. */
    static String jwt(URI gateway) throws IOException {
        RawHttp.Reply reply = RawHttp.post(
                gateway, "/auth/authenticate", "{\"username\":\"" + USER + "\",\"password\":\"" + PASSWORD + "\"}");
        return JSON.readTree(reply.body()).path("jwt").asText();
    }

    RawHttp.Reply refresh() throws IOException {
        RawHttp.Reply reply = RawHttp.post(
                emulator.gatewayUri(),
                "/auth/refreshToken",
                "{\"jwt_refresh_token\":\"" + refreshToken + "\",\"token_expiry_in_minutes\":60,"
                        + "\"refresh_token_expiry_in_minutes\":60}");
        if (reply.status() == 200) {
            keep(reply);
        }
        return reply;
    }

    void keep(RawHttp.Reply tokens) throws IOException {
        JsonNode pair = JSON.readTree(tokens.body());
        jwt = pair.path("jwt").asText();
        refreshToken = pair.path("jwt_refresh_token").asText();
    }

    String jwt() {
        return jwt;
    }

    String refreshToken() {
        return refreshToken;
    }

    RawHttp.Reply produce(String station, String json) throws IOException {
        return RawHttp.post(emulator.gatewayUri(), producePath(station), json);
    }

    RawHttp.Reply consume(String station) throws IOException {
        return RawHttp.post(
                emulator.gatewayUri(),
                "/stations/" + station + "/consume/batch?authorization=" + jwt,
                "{\"consumer_name\":\"reader\",\"batch_size\":1,\"batch_max_wait_time_ms\":50}");
    }

    String producePath(String station) {
        return "/stations/" + station + "/produce/single?authorization=" + jwt;
    }

    Socket connect() throws IOException {
        return new Socket(emulator.gatewayUri().getHost(), emulator.gatewayUri().getPort());
    }

    /** Sends a produce on an open connection, without waiting for the answer. */
    void send(Socket socket, String station, String json) throws IOException {
        post(socket, producePath(station), json);
    }

    /** Sends a consume of one message on an open connection, without waiting for the answer. */
    void sendConsume(Socket socket, String station, String consumer, String group, int waitMillis) throws IOException {
        post(
                socket,
                "/stations/" + station + "/consume/batch?authorization=" + jwt,
                "{\"consumer_name\":\"" + consumer + "\",\"consumer_group\":\"" + group
                        + "\",\"batch_size\":1,\"batch_max_wait_time_ms\":" + waitMillis + "}");
    }

    private static void post(Socket socket, String path, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        String head = String.join(
                "\r\n",
                List.of(
                        "POST " + path + " HTTP/1.1",
                        "Host: gateway",
                        "Content-Type: application/json",
                        "Content-Length: " + body.length,
                        "",
                        ""));
        socket.getOutputStream().write((head + json).getBytes(StandardCharsets.UTF_8));
    }
}
