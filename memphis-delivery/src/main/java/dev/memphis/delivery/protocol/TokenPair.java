package dev.memphis.delivery.protocol;

import java.time.Duration;
import java.time.Instant;

/**
 * The access token, the refresh token, and when they are to be renewed by our own clock. Immutable.
 *
 * @param clockDifference the gateway's clock minus ours, to the second
 * @param agesAt when a fifth of the access token's life is left, five minutes at the most
 * @param endsAt when a tenth of it is left, one minute at the most
 */
public record TokenPair(Token access, Token refresh, Duration clockDifference, Instant agesAt, Instant endsAt) {
    /**
     * Makes a pair that was received at a moment of our clock.
     *
     * @param gatewayTime the answer's Date header, or our own clock where there was none
     */
    static TokenPair received(Token access, Token refresh, Instant gatewayTime, Instant now) {
        Duration lifetime = access.left(gatewayTime);
        Instant over = now.plus(lifetime);
        return new TokenPair(
                access,
                refresh,
                Duration.between(now, gatewayTime),
                over.minus(shorter(lifetime.dividedBy(5), Duration.ofMinutes(5))),
                over.minus(shorter(lifetime.dividedBy(10), Duration.ofMinutes(1))));
    }

    /** Returns how long the access token is still good for; negative once it is over. */
    public Duration left(Instant now) {
        return access.left(gatewayTime(now));
    }

    /** Says whether the access token nears its end. */
    public boolean aged(Instant now) {
        return !now.isBefore(agesAt);
    }

    /** Says whether a request sent now might meet the access token's end. */
    public boolean ending(Instant now) {
        return !now.isBefore(endsAt);
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
