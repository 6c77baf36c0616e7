package io.debezium.server.memphis.auth;

import java.time.Duration;
import java.time.Instant;

/**
 * The access token, the refresh token, and how the gateway's clock differs from ours. Immutable.
 *
 * @param lifetime how long the access token lasts in all, from when it was handed out
 * @param clockDifference the gateway's clock minus ours, to the second
 */
public record TokenPair(Token access, Token refresh, Duration lifetime, Duration clockDifference) {
    private static final Duration LONGEST_MARGIN = Duration.ofMinutes(5);

    /**
     * Makes a pair that was received at a moment of our clock.
     *
     * @param gatewayTime the answer's Date header, or our own clock where there was none
     */
    static TokenPair received(Token access, Token refresh, Instant gatewayTime, Instant now) {
        return new TokenPair(access, refresh, access.left(gatewayTime), Duration.between(now, gatewayTime));
    }

    /** Returns how long the access token is still good for; negative once it is over. */
    public Duration left(Instant now) {
        return access.left(gatewayTime(now));
    }

    /** Says whether the token nears its end: a fifth of its life is left, five minutes at the most. */
    public boolean aged(Instant now) {
        return left(now).compareTo(shorter(lifetime.dividedBy(5), LONGEST_MARGIN)) <= 0;
    }

    /** Says whether a request sent now might meet its end: a tenth of its life is left, one minute at the most. */
    public boolean ending(Instant now) {
        return left(now).compareTo(shorter(lifetime.dividedBy(10), Duration.ofMinutes(1))) <= 0;
    }

    /** Says whether the refresh token may still be used. */
    public boolean refreshable(Instant now) {
        return refresh.left(gatewayTime(now)).compareTo(Duration.ofSeconds(1)) > 0;
    }

    private Instant gatewayTime(Instant now) {
        return now.plus(clockDifference);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
