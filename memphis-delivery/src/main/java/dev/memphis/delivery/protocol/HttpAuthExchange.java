package dev.memphis.delivery.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.memphis.delivery.options.Credentials;
import dev.memphis.delivery.transport.HttpPost;
import dev.memphis.delivery.transport.HttpReply;
import dev.memphis.delivery.transport.Transport;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;

/** Log-in and refresh over HTTP (contract, "Authenticate and refresh"). Confined to the loop. */
final class HttpAuthExchange implements AuthExchange {
    private static final JsonMapper JSON = new JsonMapper();

    private final Transport transport;
    private final Duration timeout;
    private final Clock clock;

    HttpAuthExchange(Transport transport, Duration timeout, Clock clock) {
        this.transport = transport;
        this.timeout = timeout;
        this.clock = clock;
    }

    @Override
    public void logIn(Credentials credentials, Consumer<AuthAnswer> done) {
        post(Routes.LOG_IN, AuthBodies.logIn(credentials), credentials, done);
    }

    @Override
    public void refresh(Token refreshToken, Credentials credentials, Consumer<AuthAnswer> done) {
        post(Routes.REFRESH, AuthBodies.refresh(refreshToken, credentials), credentials, done);
    }

    private void post(String path, String body, Credentials credentials, Consumer<AuthAnswer> done) {
        transport.post(HttpPost.json(path, body), timeout, reply -> done.accept(read(reply, credentials)));
    }

    private AuthAnswer read(HttpReply reply, Credentials credentials) {
        return switch (reply) {
            case HttpReply.Answered answered -> read(answered, credentials);
            case HttpReply.None(String reason) -> new AuthAnswer.Unavailable(reason);
        };
    }

    private AuthAnswer read(HttpReply.Answered reply, Credentials credentials) {
        Answer answer = withoutPassword(Answers.read(reply), credentials);
        return switch (answer.status()) {
            case 200 -> granted(reply);
            case 301, 302, 303, 307, 308 ->
                new AuthAnswer.Unavailable("the log-in is redirected to "
                        + redirection(reply) + " (status " + answer.status()
                        + "): is that where the gateway is?");
            case 400, 404, 405 -> refusal(answer);
            case 401 -> AnswerTable.isUnauthorized(answer) ? new AuthAnswer.Denied() : refusedOnTheWay(answer);
            case 403, 407 -> refusedOnTheWay(answer);
            default ->
                new AuthAnswer.Unavailable(
                        "the gateway cannot log in now (status " + answer.status() + "), its broker may be away");
        };
    }

    /** What refuses a log-in may quote it. */
    private static Answer withoutPassword(Answer answer, Credentials credentials) {
        String body = answer.body().replace(credentials.password().reveal(), "***");
        return new Answer(answer.status(), body, answer.retryAfter());
    }

    private static AuthAnswer refusedOnTheWay(Answer answer) {
        return new AuthAnswer.Unavailable(
                "something in front of the gateway refuses the log-in: " + AnswerTable.quoted(answer));
    }

    /** Without a query: it may hold what is nobody's business. */
    private static String redirection(HttpReply.Answered reply) {
        String location = reply.header().apply("Location");
        return location == null ? "nowhere" : AnswerTable.quoted(location.replaceAll("[?#].*", ""));
    }

    /** Anything else than the gateway's own refusal is a proxy's: the gateway may be back in a moment. */
    private static AuthAnswer refusal(Answer answer) {
        if (!AnswerTable.isGatewaysOwn(answer)) {
            return new AuthAnswer.Unavailable(
                    "what answers there is not the gateway, or not yet: " + AnswerTable.quoted(answer));
        }
        return new AuthAnswer.Refused(AnswerTable.quoted(answer));
    }

    private AuthAnswer granted(HttpReply.Answered reply) {
        try {
            JsonNode body = JSON.readTree(reply.body());
            return new AuthAnswer.Granted(
                    AuthBodies.accessToken(body),
                    AuthBodies.refreshToken(body),
                    Answers.date(reply).orElseGet(clock::instant));
        } catch (JsonProcessingException e) {
            return new AuthAnswer.Unavailable("the answer to the log-in is not JSON");
        } catch (IOException | IllegalArgumentException e) {
            return new AuthAnswer.Unavailable("the answer to the log-in holds no usable token: " + e.getMessage());
        }
    }
}
