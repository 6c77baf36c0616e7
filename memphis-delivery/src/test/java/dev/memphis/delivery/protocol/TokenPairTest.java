package dev.memphis.delivery.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.delivery.options.Secret;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** When a pair of tokens ages and ends, to the second, by clocks that differ. */
class TokenPairTest {
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
    private static final Instant GATEWAY = NOW.plusSeconds(1000);

    @Test
    void longToken_agesFiveMinutesAndEndsOneMinuteBeforeItsTime() {
        TokenPair pair = pair(Duration.ofHours(1));

        assertChanges(pair, Duration.ofMinutes(55), Duration.ofMinutes(59));
    }

    @Test
    void shortToken_agesWithAFifthAndEndsWithATenthLeft() {
        TokenPair pair = pair(Duration.ofSeconds(100));

        assertChanges(pair, Duration.ofSeconds(80), Duration.ofSeconds(90));
    }

    @Test
    void timeLeft_isReckonedByTheGatewaysClock() {
        TokenPair pair = pair(Duration.ofSeconds(100));

        assertThat(pair.clockDifference()).isEqualTo(Duration.ofSeconds(1000));
        assertThat(pair.left(NOW.plusSeconds(30))).isEqualTo(Duration.ofSeconds(70));
        assertThat(pair.left(NOW.plusSeconds(130))).isEqualTo(Duration.ofSeconds(-30));
    }

    @Test
    void refreshToken_isUsedUntilASecondBeforeItsEnd() {
        TokenPair pair = pair(Duration.ofSeconds(100));

        assertThat(pair.refreshable(NOW.plusSeconds(199).minusNanos(1))).isTrue();
        assertThat(pair.refreshable(NOW.plusSeconds(199))).isFalse();
    }

    private static void assertChanges(TokenPair pair, Duration aged, Duration ending) {
        assertThat(pair.aged(NOW.plus(aged).minusNanos(1))).isFalse();
        assertThat(pair.aged(NOW.plus(aged))).isTrue();
        assertThat(pair.ending(NOW.plus(ending).minusNanos(1))).isFalse();
        assertThat(pair.ending(NOW.plus(ending))).isTrue();
    }

    /** The refresh token lives twice as long. */
    private static TokenPair pair(Duration life) {
        return TokenPair.received(
                new Token(new Secret("a"), GATEWAY.plus(life)),
                new Token(new Secret("r"), GATEWAY.plus(life.multipliedBy(2))),
                GATEWAY,
                NOW);
    }
}
