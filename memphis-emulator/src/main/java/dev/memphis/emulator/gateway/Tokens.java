package dev.memphis.emulator.gateway;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTVerifier;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTVerificationException;
import com.auth0.jwt.interfaces.DecodedJWT;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The gateway's tokens: HS256 JWTs with the user's name and password in plain text, as the real ones (contract,
 * "Authenticate and refresh"). Confined to the emulator's loop.
 */
final class Tokens {
    private static final int REMEMBERED = 1000;

    /** Who a token speaks for. */
    record Session(String username, String password, long accountId, Instant expiry) {
        @Override
        public String toString() {
            return "session of " + username;
        }
    }

    /** A log-in or refresh as answered. */
    record Pair(String jwt, long expiry, String refreshToken) {
        @Override
        public String toString() {
            return "token pair";
        }
    }

    private final String accessSecret;
    private final String refreshSecret;
    private final Clock clock;
    private final Map<String, Session> verified = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Session> eldest) {
            return size() > REMEMBERED;
        }
    };
    private Algorithm access;
    private Algorithm refresh;
    private int changes;

    Tokens(String jwtSecret, String refreshSecret, Clock clock) {
        this.accessSecret = jwtSecret;
        this.refreshSecret = refreshSecret;
        this.access = Algorithm.HMAC256(jwtSecret);
        this.refresh = Algorithm.HMAC256(refreshSecret);
        this.clock = clock;
    }

    Pair issue(
            String username,
            String password,
            long accountId,
            String connectionToken,
            long minutes,
            long refreshMinutes) {
        Instant now = clock.instant();
        Instant expiry = now.plus(Duration.ofMinutes(minutes));
        String jwt = JWT.create()
                .withClaim("username", username)
                .withClaim("password", password)
                .withClaim("account_id", accountId)
                .withClaim("connection_token", connectionToken)
                .withClaim("iat_nanos", now.getNano() + 1_000_000_000L * (now.getEpochSecond() % 1_000_000))
                .withExpiresAt(expiry)
                .sign(access);
        String refreshToken = JWT.create()
                .withClaim("username", username)
                .withClaim("password", password)
                .withClaim("account_id", accountId)
                .withClaim("connection_token", connectionToken)
                .withClaim("token_exp", expiry.getEpochSecond())
                .withExpiresAt(now.plus(Duration.ofMinutes(refreshMinutes)))
                .sign(refresh);
        return new Pair(jwt, expiry.getEpochSecond(), refreshToken);
    }

    Optional<Session> verifyAccess(String token) {
        Session session = verified.get(token);
        if (session == null) {
            session = verify(token, access).orElse(null);
            if (session == null) {
                return Optional.empty();
            }
            verified.put(token, session);
        }
        return session.expiry().isAfter(clock.instant()) ? Optional.of(session) : Optional.empty();
    }

    Optional<Session> verifyRefresh(String token) {
        return verify(token, refresh).filter(session -> session.expiry().isAfter(clock.instant()));
    }

    /** Refuses every access token handed out so far, as a gateway with a new secret does. */
    void invalidateAccess() {
        access = Algorithm.HMAC256(accessSecret + ++changes);
        verified.clear();
    }

    /** Refuses every refresh token handed out so far. */
    void invalidateRefresh() {
        refresh = Algorithm.HMAC256(refreshSecret + ++changes);
    }

    private Optional<Session> verify(String token, Algorithm algorithm) {
        try {
            // The expiry is checked against the emulator's own clock, which may be skewed on purpose.
            JWTVerifier verifier =
                    JWT.require(algorithm).acceptExpiresAt(Integer.MAX_VALUE).build();
            DecodedJWT jwt = verifier.verify(token);
            return Optional.of(new Session(
                    jwt.getClaim("username").asString(),
                    jwt.getClaim("password").asString(),
                    jwt.getClaim("account_id").asLong(),
                    jwt.getExpiresAtAsInstant()));
        } catch (JWTVerificationException e) {
            return Optional.empty();
        }
    }
}
