package dev.memphis.emulator.access;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTVerificationException;
import com.auth0.jwt.interfaces.DecodedJWT;
import java.time.Clock;
import java.util.Optional;

/**
 * Tells good tokens from others: JWTs that are signed with an HMAC, whichever, and expire. Thread-safe.
 *
 * @param clock by which tokens expire, which may be skewed on purpose
 */
public record TokenVerifier(Clock clock) {
    /** Returns the token of an Authorization header, which has exactly two words; the first may be any. */
    public static Optional<String> ofHeader(String header) {
        String[] words = header.split(" ", -1);
        return words.length == 2 ? Optional.of(words[1]) : Optional.empty();
    }

    /** Returns what a token says, if it is signed with this secret and its time is not over. */
    public Optional<DecodedJWT> verify(String token, String secret) {
        try {
            DecodedJWT jwt = JWT.decode(token);
            JWT.require(algorithm(jwt.getAlgorithm(), secret))
                    .acceptExpiresAt(Integer.MAX_VALUE)
                    .build()
                    .verify(jwt);
            return Optional.of(jwt).filter(this::isInTime);
        } catch (JWTVerificationException e) {
            return Optional.empty();
        }
    }

    private static Algorithm algorithm(String name, String secret) {
        return switch (String.valueOf(name)) {
            case "HS384" -> Algorithm.HMAC384(secret);
            case "HS512" -> Algorithm.HMAC512(secret);
            default -> Algorithm.HMAC256(secret);
        };
    }

    /** Says whether a token's time is not over; one that never expires is none of Memphis'. */
    public boolean isInTime(DecodedJWT jwt) {
        return jwt.getExpiresAtAsInstant() != null
                && jwt.getExpiresAtAsInstant().isAfter(clock.instant());
    }
}
