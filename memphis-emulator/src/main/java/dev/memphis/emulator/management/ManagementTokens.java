package dev.memphis.emulator.management;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import dev.memphis.emulator.access.TokenVerifier;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tokens of the management API: {@code Authorization: Bearer <jwt of the log-in>}. Confined to the loop. */
final class ManagementTokens {
    static final Duration LIFE = Duration.ofMinutes(15);

    private final String secret;
    private final Clock clock;
    private final TokenVerifier verifier;

    ManagementTokens(String secret, Clock clock) {
        this.secret = secret;
        this.clock = clock;
        this.verifier = new TokenVerifier(clock);
    }

    String issue(String user) {
        return JWT.create()
                .withClaim("username", user)
                .withExpiresAt(clock.instant().plus(LIFE))
                .sign(Algorithm.HMAC256(secret));
    }

    /** Returns whose token a header has; empty if there is no good one. */
    Optional<String> user(@Nullable String header) {
        return Optional.ofNullable(header)
                .flatMap(TokenVerifier::ofHeader)
                .flatMap(token -> verifier.verify(token, secret))
                .map(jwt -> jwt.getClaim("username").asString());
    }
}
