package dev.memphis.delivery.transport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.memphis.delivery.options.Credentials;
import dev.memphis.delivery.protocol.AuthAnswer;
import dev.memphis.delivery.protocol.AuthExchange;
import dev.memphis.delivery.protocol.Token;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;

/** Log-in and refresh over HTTP (contract, "Authenticate and refresh"). Confined to the loop. */
final class HttpAuthExchange implements AuthExchange {
    private static final JsonMapper JSON = new JsonMapper();

    private final VertxGateway gateway;
    private final Duration timeout;
    private final Clock clock;

    HttpAuthExchange(VertxGateway gateway, Duration timeout, Clock clock) {
        this.gateway = gateway;
        this.timeout = timeout;
        this.clock = clock;
    }

    @Override
    public void logIn(Credentials credentials, Consumer<AuthAnswer> done) {
        ObjectNode body = JSON.createObjectNode()
                .put("username", credentials.username())
                .put("password", credentials.password().reveal())
                .put("account_id", credentials.accountId());
        post(Routes.LOG_IN, body, credentials, done);
    }

    @Override
    public void refresh(Token refreshToken, Credentials credentials, Consumer<AuthAnswer> done) {
        ObjectNode body = JSON.createObjectNode()
                .put("jwt_refresh_token", refreshToken.jwt().reveal());
        post(Routes.REFRESH, body, credentials, done);
    }

    private void post(String path, ObjectNode body, Credentials credentials, Consumer<AuthAnswer> done) {
        body.put("token_expiry_in_minutes", credentials.tokenLifetime().toMinutes());
        body.put(
                "refresh_token_expiry_in_minutes",
                credentials.refreshTokenLifetime().toMinutes());
        gateway.post(path, body.toString(), timeout, reply -> done.accept(read(reply)));
    }

    private AuthAnswer read(Reply reply) {
        return switch (reply) {
            case Reply.Whole whole -> read(whole);
            case Reply.None(Throwable cause) -> new AuthAnswer.Unavailable(gateway.reason(cause));
        };
    }

    private AuthAnswer read(Reply.Whole reply) {
        Answer answer = Answers.read(reply);
        return switch (answer.status()) {
            case 200 -> granted(reply);
            case 401 -> new AuthAnswer.Denied();
            // Anything else than the gateway's own refusal is a proxy's: the gateway may be back in a moment.
            case 400, 404, 405 -> refusal(answer);
            default ->
                new AuthAnswer.Unavailable(
                        "the gateway cannot log in now (status " + answer.status() + "), its broker may be away");
        };
    }

    private static AuthAnswer refusal(Answer answer) {
        return AnswerTable.isGatewaysOwn(answer)
                ? new AuthAnswer.Refused(AnswerTable.quoted(answer))
                : new AuthAnswer.Unavailable(
                        "what answers there is not the gateway, or not yet: " + AnswerTable.quoted(answer));
    }

    private AuthAnswer granted(Reply.Whole reply) {
        try {
            JsonNode body = JSON.readTree(reply.body());
            return new AuthAnswer.Granted(
                    Token.parse(body.path("jwt").asText()),
                    Token.parse(body.path("jwt_refresh_token").asText()),
                    Answers.date(reply).orElseGet(clock::instant));
        } catch (JsonProcessingException e) {
            return new AuthAnswer.Unavailable("the answer to the log-in is not JSON");
        } catch (java.io.IOException | IllegalArgumentException e) {
            return new AuthAnswer.Unavailable("the answer to the log-in holds no usable token: " + e.getMessage());
        }
    }
}
