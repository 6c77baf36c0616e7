package dev.memphis.emulator.process;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTCreator;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.interfaces.DecodedJWT;
import dev.memphis.emulator.access.TokenVerifier;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The gateway's tokens: HS256 JWTs with the user's name and password in plain text, as the real ones (contract,
 * "Authenticate and refresh"). Confined to the emulator's loop.
 */
public final class Tokens {
    private static final long DEFAULT_MINUTES = 15;
    private static final long NANOS_OF_MINUTE = 60_000_000_000L;
    private static final int REMEMBERED = 1000;

    /** Who a token speaks for. */
    public record Session(String username, String password, long accountId, String connectionToken) {
        /** Of a request that needs no token. */
        public static final Session NOBODY = new Session("", "", 0, "");

        /** What the gateway keeps a broker connection for. */
        String user() {
            return accountId + "/" + username;
        }

        @Override
        public String toString() {
            return "session of " + username;
        }
    }

    /** A log-in or refresh as answered. */
    public record Pair(String jwt, long expiry, String refreshToken) {
        @Override
        public String toString() {
            return "token pair";
        }
    }

    private record Verified(Session session, DecodedJWT jwt) {}

    private final String accessSecret;
    private final String refreshSecret;
    private final Clock clock;
    private final TokenVerifier verifier;
    private final Map<String, Verified> verified = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Verified> eldest) {
            return size() > REMEMBERED;
        }
    };
    private String access;
    private String refresh;
    private int changes;

    /**
     * @param jwtSecret signs access tokens
     * @param refreshSecret signs refresh tokens
     */
    public Tokens(String jwtSecret, String refreshSecret, Clock clock) {
        this.accessSecret = jwtSecret;
        this.refreshSecret = refreshSecret;
        this.access = jwtSecret;
        this.refresh = refreshSecret;
        this.clock = clock;
        this.verifier = new TokenVerifier(clock);
    }

    /** Issues tokens that are good for so many minutes; for the default, if that is not positive. */
    public Pair issue(Session session, long minutes, long refreshMinutes) {
        Instant now = clock.instant();
        Instant expiry = later(now, minutes);
        String jwt = claims(session).withExpiresAt(expiry).sign(Algorithm.HMAC256(access));
        String refreshToken = claims(session)
                .withClaim("token_exp", expiry.getEpochSecond())
                .withExpiresAt(later(now, refreshMinutes))
                .sign(Algorithm.HMAC256(refresh));
        return new Pair(jwt, expiry.getEpochSecond(), refreshToken);
    }

    private static JWTCreator.Builder claims(Session session) {
        return JWT.create()
                .withClaim("username", session.username())
                .withClaim("password", session.password())
                .withClaim("account_id", session.accountId())
                .withClaim("connection_token", session.connectionToken());
    }

    /** Go counts in 64-bit nanoseconds, which a huge number of minutes overflows. */
    private static Instant later(Instant now, long minutes) {
        return now.plusNanos((minutes <= 0 ? DEFAULT_MINUTES : minutes) * NANOS_OF_MINUTE);
    }

    /** Returns whose access token it is; empty if it is none that is good now. */
    public Optional<Session> verifyAccess(String token) {
        Verified known = verified.get(token);
        if (known == null) {
            Optional<Verified> good = verify(token, access);
            good.ifPresent(fresh -> verified.put(token, fresh));
            return good.map(Verified::session);
        }
        return verifier.isInTime(known.jwt()) ? Optional.of(known.session()) : Optional.empty();
    }

    /** Returns whose refresh token it is; empty if it is none that is good now. */
    public Optional<Session> verifyRefresh(String token) {
        return verify(token, refresh).map(Verified::session);
    }

    /** Refuses every access token handed out so far, as a gateway with a new secret does. */
    public void invalidateAccess() {
        access = accessSecret + ++changes;
        verified.clear();
    }

    /** Refuses every refresh token handed out so far. */
    public void invalidateRefresh() {
        refresh = refreshSecret + ++changes;
    }

    private Optional<Verified> verify(String token, String secret) {
        return verifier.verify(token, secret).flatMap(jwt -> session(jwt).map(session -> new Verified(session, jwt)));
    }

    private static Optional<Session> session(DecodedJWT jwt) {
        String username = jwt.getClaim("username").asString();
        String password = jwt.getClaim("password").asString();
        Double account = jwt.getClaim("account_id").asDouble();
        return username == null || password == null || account == null
                ? Optional.empty()
                : Optional.of(new Session(username, password, account.longValue(), ""));
    }
}
