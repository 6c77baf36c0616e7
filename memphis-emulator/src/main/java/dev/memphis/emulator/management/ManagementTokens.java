package dev.memphis.emulator.management;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTVerificationException;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;

/** The tokens of the management API: {@code Authorization: Bearer <jwt of the log-in>}. Confined to the loop. */
final class ManagementTokens {
    private final Algorithm algorithm;
    private final Clock clock;

    ManagementTokens(String secret, Clock clock) {
        this.algorithm = Algorithm.HMAC256(secret);
        this.clock = clock;
    }

    String issue(String user) {
        return JWT.create()
                .withSubject(user)
                .withExpiresAt(clock.instant().plus(Duration.ofHours(1)))
                .sign(algorithm);
    }

    Handler<RoutingContext> required(Handler<RoutingContext> then) {
        return context -> {
            if (valid(context.request().getHeader("Authorization"))) {
                then.handle(context);
            } else {
                Reply.message(context.response(), 401, "Unauthorized");
            }
        };
    }

    private boolean valid(String header) {
        String[] words = header == null ? new String[0] : header.split(" ", -1);
        if (words.length != 2) {
            return false;
        }
        try {
            JWT.require(algorithm).build().verify(words[1]);
            return true;
        } catch (JWTVerificationException e) {
            return false;
        }
    }
}
