package dev.memphis.emulator.gateway;

import dev.memphis.emulator.broker.Users;
import dev.memphis.emulator.json.GoDecoder;
import dev.memphis.emulator.json.GoJsonException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** POST /auth/authenticate and /auth/refreshToken (contract, "Authenticate and refresh"). Confined to the loop. */
final class AuthRoutes {
    private static final long DEFAULT_MINUTES = 15;
    private static final Answer BAD_FIELDS = Answer.json(
            400,
            "{\"message\":\"Some of your fields are not valid it is usually because you are missing some fields or you"
                    + " are sending wrong data types, also please notice that account_id field should be sent as a number"
                    + " rather than a string\"}");
    private static final Answer USERNAME_REQUIRED =
            Answer.json(400, "{\"message\":[{\"field\":\"Username\",\"reason\":\"required\"}]}");

    private final Users users;
    private final Tokens tokens;

    AuthRoutes(Users users, Tokens tokens) {
        this.users = users;
        this.tokens = tokens;
    }

    /** What a request comes to: an answer, and the user for whom a broker connection is needed, if any. */
    record Decision(Answer answer, Optional<String> user) {
        static Decision refused(Answer answer) {
            return new Decision(answer, Optional.empty());
        }
    }

    Decision authenticate(HttpServerRequest request, Buffer body) {
        Map<?, ?> fields;
        long accountId;
        long minutes;
        long refreshMinutes;
        String username;
        String password;
        String connectionToken;
        try {
            fields = fields(request, body);
            username = text(fields, "username");
            password = text(fields, "password");
            connectionToken = text(fields, "connection_token");
            minutes = whole(fields, "token_expiry_in_minutes", DEFAULT_MINUTES);
            refreshMinutes = whole(fields, "refresh_token_expiry_in_minutes", DEFAULT_MINUTES);
            accountId = whole(fields, "account_id", 1);
        } catch (GoJsonException e) {
            return Decision.refused(BAD_FIELDS);
        }
        if (username.isEmpty()) {
            return Decision.refused(USERNAME_REQUIRED);
        }
        int dollar = username.indexOf('$');
        String name = dollar > 0 ? username.substring(0, dollar) : username;
        boolean welcome = users.authenticate(name, password)
                .filter(Users.User::mayConnect)
                .isPresent();
        return welcome
                ? granted(tokens.issue(name, password, accountId, connectionToken, minutes, refreshMinutes), name)
                : Decision.refused(Answer.UNAUTHORIZED);
    }

    Decision refresh(HttpServerRequest request, Buffer body) {
        String token;
        long minutes;
        long refreshMinutes;
        try {
            Map<?, ?> fields = fields(request, body);
            token = text(fields, "jwt_refresh_token");
            minutes = whole(fields, "token_expiry_in_minutes", DEFAULT_MINUTES);
            refreshMinutes = whole(fields, "refresh_token_expiry_in_minutes", DEFAULT_MINUTES);
        } catch (GoJsonException e) {
            return Decision.refused(Answer.SERVER_ERROR);
        }
        return tokens.verifyRefresh(token)
                .map(session -> granted(
                        tokens.issue(
                                session.username(),
                                session.password(),
                                session.accountId(),
                                "",
                                minutes,
                                refreshMinutes),
                        session.username()))
                .orElse(Decision.refused(Answer.UNAUTHORIZED));
    }

    private static Decision granted(Tokens.Pair pair, String user) {
        // Not durations: the access token's expiry in Unix seconds, times 60,000 (contract).
        long scaled = pair.expiry() * 60 * 1000;
        return new Decision(
                Answer.json(
                        200,
                        "{\"expires_in\":" + scaled + ",\"jwt\":\"" + pair.jwt() + "\",\"jwt_refresh_token\":\""
                                + pair.refreshToken() + "\",\"refresh_token_expires_in\":" + scaled + "}"),
                Optional.of(user));
    }

    private static Map<?, ?> fields(HttpServerRequest request, Buffer body) throws GoJsonException {
        String contentType = request.getHeader("Content-Type");
        if (contentType == null || !contentType.toLowerCase(Locale.ROOT).startsWith("application/json")) {
            throw new GoJsonException("Unprocessable Entity");
        }
        Object document = GoDecoder.decode(body.getBytes());
        if (document instanceof Map<?, ?> map) {
            return map;
        }
        throw new GoJsonException("not an object");
    }

    private static String text(Map<?, ?> fields, String name) throws GoJsonException {
        Object value = fields.get(name);
        if (value == null) {
            return "";
        }
        if (value instanceof String text) {
            return text;
        }
        throw new GoJsonException(name + " is not a string");
    }

    private static long whole(Map<?, ?> fields, String name, long missing) throws GoJsonException {
        Object value = fields.get(name);
        if (value == null) {
            return missing;
        }
        if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 9e18) {
            return number == 0 ? missing : number.longValue();
        }
        throw new GoJsonException(name + " is not an integer");
    }
}
