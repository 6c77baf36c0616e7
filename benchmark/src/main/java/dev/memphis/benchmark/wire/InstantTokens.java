package dev.memphis.benchmark.wire;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Tokens as long as the gateway's own, valid for a day and signed by nobody (contract, "Authenticate and refresh"). */
final class InstantTokens {
    private static final long DAY = 86_400;

    private InstantTokens() {}

    /** Returns the answer to a log-in or refresh at a time in seconds since 1970. */
    static String pair(long now) {
        long expiry = now + DAY;
        String token = part("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "."
                + part("{\"account_id\":1,\"connection_token\":\"\",\"exp\":" + expiry
                        + ",\"password\":\"an instant gateway has none\",\"username\":\"benchmark\"}")
                + "." + "s".repeat(43);
        long scaled = expiry * 60 * 1000;
        return "{\"jwt\":\"" + token + "\",\"expires_in\":" + scaled + ",\"jwt_refresh_token\":\"" + token
                + "\",\"refresh_token_expires_in\":" + scaled + "}";
    }

    private static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
