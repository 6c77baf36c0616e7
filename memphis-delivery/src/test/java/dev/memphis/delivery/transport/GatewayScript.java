package dev.memphis.delivery.transport;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** What a gateway answers to the requests that a test has no opinion on: log-ins, and receipts that come back. */
public final class GatewayScript implements BiConsumer<ScriptedServer.Request, ScriptedServer.Line> {
    public static final String SUCCESS = "{\"error\":null,\"success\":true}";

    private final List<String> receipts = new ArrayList<>();
    private final BiConsumer<ScriptedServer.Request, ScriptedServer.Line> produces;
    private final String token;

    /** A gateway that takes everything. */
    public GatewayScript() {
        this((request, line) -> line.answer(200, "", SUCCESS));
    }

    /** @param produces answers what is produced to stations other than that of receipts */
    public GatewayScript(BiConsumer<ScriptedServer.Request, ScriptedServer.Line> produces) {
        this(produces, jwt(Instant.now().plusSeconds(3600), 0));
    }

    public GatewayScript(BiConsumer<ScriptedServer.Request, ScriptedServer.Line> produces, String token) {
        this.produces = produces;
        this.token = token;
    }

    @Override
    public synchronized void accept(ScriptedServer.Request request, ScriptedServer.Line line) {
        String path = request.path();
        if (path.contains("/auth/")) {
            line.answer(200, "", "{\"jwt\":\"" + token + "\",\"jwt_refresh_token\":\"" + token + "\"}");
        } else if (path.contains("/stations/receipts/produce")) {
            receipts.add(request.body().toString());
            line.answer(200, "", SUCCESS);
        } else if (path.contains("/stations/receipts/consume")) {
            line.answer(200, "", consumed());
        } else {
            produces.accept(request, line);
        }
    }

    private String consumed() {
        String messages = receipts.stream()
                .map(data -> "{\"message\":\"" + data.replace("\"", "\\\"") + "\",\"headers\":{}}")
                .collect(Collectors.joining(",", "[", "]"));
        receipts.clear();
        return messages;
    }

    /** Returns a token of the gateway's kind, the password in it. */
    public static String jwt(Instant expiry, int padding) {
        String payload = "{\"username\":\"cdc\",\"password\":\"" + SampleConfig.PASSWORD + "x".repeat(padding)
                + "\",\"exp\":" + expiry.getEpochSecond() + "}";
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        return base64.encodeToString("{\"alg\":\"HS256\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + base64.encodeToString(payload.getBytes(StandardCharsets.UTF_8)) + ".c2lnbmF0dXJl";
    }
}
