package dev.memphis.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;

/** The user of the recorded exchanges, logged in: what the recordings leave out is filled in with its tokens. Immutable. */
record RecordedUser(String jwt, String refreshToken) {
    static final String NAME = "todocdcservice";
    static final String PASSWORD = "Todo-Cdc-1!";

    private static final JsonMapper JSON = new JsonMapper();
    private static final String BASE64 = "base64:";

    static RecordedUser logIn(URI gateway) throws IOException {
        JsonNode pair = JSON.readTree(RawHttp.post(
                        gateway,
                        "/auth/authenticate",
                        "{\"username\":\"" + NAME + "\",\"password\":\"" + PASSWORD + "\"}")
                .body());
        return new RecordedUser(
                pair.path("jwt").asText(), pair.path("jwt_refresh_token").asText());
    }

    String filled(String text) {
        return text.replace("<JWT>", jwt).replace("<REFRESH>", refreshToken);
    }

    /** Returns the headers of a recorded request, each {@code name: value}. */
    static List<String> headers(JsonNode request, UnaryOperator<String> filled) {
        List<String> headers = new ArrayList<>();
        for (JsonNode header : request.path("headers")) {
            headers.add(
                    header.path(0).asText() + ": " + filled.apply(header.path(1).asText()));
        }
        return headers;
    }

    /** Returns recorded data: text as UTF-8, or what is in Base64. */
    static byte[] bytes(String text) {
        return text.startsWith(BASE64)
                ? Base64.getDecoder().decode(text.substring(BASE64.length()))
                : text.getBytes(StandardCharsets.UTF_8);
    }
}
