package dev.memphis.emulator.management;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTVerificationException;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** The tokens of the management API: {@code Authorization: Bearer <jwt of the log-in>}. Confined to the loop. */
final class ManagementTokens {
    static final Duration LIFE = Duration.ofMinutes(15);
    private static final String USER = "user";

    private final Algorithm algorithm;
    private final Clock clock;

    ManagementTokens(String secret, Clock clock) {
        this.algorithm = Algorithm.HMAC256(secret);
        this.clock = clock;
    }

    String issue(String user) {
        return JWT.create()
                .withClaim("username", user)
                .withExpiresAt(clock.instant().plus(LIFE))
                .sign(algorithm);
    }

    /** Goes on only with a good token; a wrong body is answered too. */
    Handler<RoutingContext> required(Handler<RoutingContext> then) {
        return context -> user(context.request().getHeader("Authorization"))
                .ifPresentOrElse(
                        user -> {
                            context.put(USER, user);
                            answering(context, then);
                        },
                        () -> Reply.message(context.response(), 401, "Unauthorized"));
    }

    static void answering(RoutingContext context, Handler<RoutingContext> then) {
        try {
            then.handle(context);
        } catch (Form.WrongBody e) {
            Reply.message(context.response(), 400, e.getMessage());
        }
    }

    /** Who asks, behind {@link #required}. */
    static String userOf(RoutingContext context) {
        return context.get(USER);
    }

    private Optional<String> user(String header) {
        String[] words = header == null ? new String[0] : header.split(" ", -1);
        if (words.length != 2) {
            return Optional.empty();
        }
        try {
            // The expiry is checked against the emulator's own clock.
            var jwt = JWT.require(algorithm)
                    .acceptExpiresAt(Integer.MAX_VALUE)
                    .build()
                    .verify(words[1]);
            return jwt.getExpiresAtAsInstant().isAfter(clock.instant())
                    ? Optional.ofNullable(jwt.getClaim("username").asString())
                    : Optional.empty();
        } catch (JWTVerificationException e) {
            return Optional.empty();
        }
    }
}
