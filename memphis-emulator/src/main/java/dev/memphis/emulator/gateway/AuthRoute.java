package dev.memphis.emulator.gateway;

import dev.memphis.emulator.broker.Broker;
import dev.memphis.emulator.broker.Users;
import dev.memphis.emulator.fiber.Answer;
import dev.memphis.emulator.fiber.FiberBody;
import dev.memphis.emulator.json.GoJsonException;
import dev.memphis.emulator.json.GoStruct;
import dev.memphis.emulator.process.GatewayLife;
import dev.memphis.emulator.process.GatewayProcess;
import dev.memphis.emulator.process.Tokens;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.function.Consumer;

/** POST /auth/authenticate and /auth/refreshToken (contract, "Authenticate and refresh"). Confined to the loop. */
record AuthRoute(Vertx vertx, Broker broker, Users users, Tokens tokens, GatewayLife life) {
    /** How long a log-in or a refresh takes, in which a produce may meet it. */
    private static final long SLOW_MILLIS = 2;

    private static final Answer BAD_FIELDS = Answer.json(
            400,
            "{\"message\":\"Some of your fields are not valid it is usually because you are missing some fields or you"
                    + " are sending wrong data types, also please notice that account_id field should be sent as a number"
                    + " rather than a string\"}");
    private static final Answer USERNAME_REQUIRED =
            Answer.json(400, "{\"message\":[{\"field\":\"Username\",\"reason\":\"required\"}]}");

    void authenticate(Call call) {
        LogIn logIn;
        try {
            logIn = LogIn.read(call);
        } catch (GoJsonException e) {
            call.answer(BAD_FIELDS);
            return;
        }
        if (logIn.session().username().isEmpty()) {
            call.answer(USERNAME_REQUIRED);
        } else if (!broker.isUp() || life.process().authenticateBroken()) {
            call.answer(Answer.SERVER_ERROR);
        } else {
            connect(call, logIn.session(), logIn.minutes(), logIn.refreshMinutes());
        }
    }

    /** Goes on with the session of a refresh token that is good. */
    void refreshing(Call call, Consumer<Tokens.Session> then) {
        Optional<Tokens.Session> session;
        try {
            session = tokens.verifyRefresh(Refresh.read(call).token());
        } catch (GoJsonException e) {
            call.answer(Answer.SERVER_ERROR);
            return;
        }
        session.ifPresentOrElse(then, () -> call.answer(Answer.UNAUTHORIZED));
    }

    void refresh(Call call, Tokens.Session session) {
        Refresh refresh;
        try {
            refresh = Refresh.read(call);
        } catch (GoJsonException e) {
            call.answer(Answer.SERVER_ERROR);
            return;
        }
        if (broker.isUp()) {
            connect(call, session, refresh.minutes(), refresh.refreshMinutes());
        } else {
            call.answer(Answer.SERVER_ERROR);
        }
    }

    /** Opens a broker connection, which takes a while, and answers with tokens. */
    private void connect(Call call, Tokens.Session session, long minutes, long refreshMinutes) {
        if (!users.mayConnect(session.username(), session.password())) {
            call.answer(Answer.UNAUTHORIZED);
            return;
        }
        GatewayProcess serving = life.process();
        Runnable end = serving.beginAuthentication(call.name());
        vertx.setTimer(SLOW_MILLIS, id -> {
            end.run();
            if (serving != life.process()) {
                return;
            }
            if (!broker.isUp()) {
                call.answer(Answer.SERVER_ERROR);
                return;
            }
            serving.connect(session);
            call.answer(granted(tokens.issue(session, minutes, refreshMinutes)));
        });
    }

    private static Answer granted(Tokens.Pair pair) {
        // Not durations: the access token's expiry in Unix seconds, times 60,000 (contract, "Authenticate and
        // refresh").
        long scaled = pair.expiry() * 60 * 1000;
        return Answer.json(
                200,
                "{\"expires_in\":" + scaled + ",\"jwt\":\"" + pair.jwt() + "\",\"jwt_refresh_token\":\""
                        + pair.refreshToken() + "\",\"refresh_token_expires_in\":" + scaled + "}");
    }

    private record LogIn(Tokens.Session session, long minutes, long refreshMinutes) {
        static LogIn read(Call call) throws GoJsonException {
            GoStruct body = FiberBody.parse(call.headers(), call.body());
            body.whole("token_expiry");
            return new LogIn(
                    session(body, call.target().parameter("accountId")),
                    body.whole("token_expiry_in_minutes"),
                    body.whole("refresh_token_expiry_in_minutes"));
        }

        /** The account stands in the body, or else in the query, or else behind the user's name. */
        private static Tokens.Session session(GoStruct body, Optional<String> inQuery) throws GoJsonException {
            String username = body.text("username");
            long account = (long) body.number("account_id");
            if (account == 0) {
                Optional<Long> asked = inQuery.flatMap(LogIn::number);
                String[] parts = username.split("\\$", -1);
                if (asked.isEmpty() && parts.length > 1) {
                    // A name that was nothing but an account is refused by the broker, not as missing.
                    username = parts[0].isEmpty() ? " " : parts[0];
                    account = number(parts[1]).orElse(0L);
                } else {
                    account = asked.orElse(0L);
                }
            }
            return new Tokens.Session(
                    username, body.text("password"), account == 0 ? 1 : account, body.text("connection_token"));
        }

        private static Optional<Long> number(String text) {
            return text.matches("\\d{1,18}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
        }
    }

    private record Refresh(String token, long minutes, long refreshMinutes) {
        static Refresh read(Call call) throws GoJsonException {
            GoStruct body = FiberBody.parse(call.headers(), call.body());
            return new Refresh(
                    body.text("jwt_refresh_token"),
                    body.whole("token_expiry_in_minutes"),
                    body.whole("refresh_token_expiry_in_minutes"));
        }

        @Override
        public String toString() {
            return "refresh";
        }
    }
}
