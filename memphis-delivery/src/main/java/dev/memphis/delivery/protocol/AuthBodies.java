package dev.memphis.delivery.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.memphis.delivery.options.Credentials;

/** What log-in and refresh say, and the tokens in their answers (contract, "Authenticate and refresh"). Stateless. */
public final class AuthBodies {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String REFRESH_TOKEN = "jwt_refresh_token";

    private AuthBodies() {}

    /** Returns a log-in's body, with the password in it. */
    public static String logIn(Credentials credentials) {
        ObjectNode body = JSON.createObjectNode()
                .put("username", credentials.username())
                .put("password", credentials.password().reveal())
                .put("account_id", credentials.accountId());
        return withLifetimes(body, credentials);
    }

    /** Returns a refresh's body. */
    static String refresh(Token refreshToken, Credentials credentials) {
        ObjectNode body =
                JSON.createObjectNode().put(REFRESH_TOKEN, refreshToken.jwt().reveal());
        return withLifetimes(body, credentials);
    }

    private static String withLifetimes(ObjectNode body, Credentials credentials) {
        return body.put("token_expiry_in_minutes", credentials.tokenLifetime().toMinutes())
                .put(
                        "refresh_token_expiry_in_minutes",
                        credentials.refreshTokenLifetime().toMinutes())
                .toString();
    }

    /** @throws IllegalArgumentException if the answer has no access token */
    public static Token accessToken(JsonNode answer) {
        return Token.parse(answer.path("jwt").asText());
    }

    /** @throws IllegalArgumentException if the answer has no refresh token */
    public static Token refreshToken(JsonNode answer) {
        return Token.parse(answer.path(REFRESH_TOKEN).asText());
    }
}
