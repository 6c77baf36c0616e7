package dev.memphis.delivery.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.delivery.options.Credentials;
import dev.memphis.delivery.options.OptionNames;
import dev.memphis.delivery.options.Secret;
import dev.memphis.delivery.simulation.SimulatedLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class TokenSourceTest {
    private static final Credentials CREDENTIALS =
            new Credentials("cdc", new Secret("Secret-1!"), 1, Duration.ofMinutes(60), Duration.ofDays(7));

    private final SimulatedLoop loop = new SimulatedLoop();
    private final FakeExchange exchange = new FakeExchange();
    private final TokenSource tokens =
            new TokenSource(OptionNames.DEBEZIUM_SERVER, CREDENTIALS, exchange, loop.clock());

    @Test
    void start_isDueAndLogsIn() {
        assertThat(tokens.due()).isTrue();

        assertThat(renew(granted(60))).isEqualTo(new Renewal.Done());

        assertThat(exchange.asked).containsExactly("log-in");
        assertThat(tokens.due()).isFalse();
        assertThat(tokens.usable()).isTrue();
    }

    @Test
    void secondRenewal_isARefresh() {
        renew(granted(60));

        renew(granted(60));

        assertThat(exchange.asked).containsExactly("log-in", "refresh");
    }

    @Test
    void tokenNearItsEnd_isWelcomeToBeRenewedAndThenDue() {
        renew(granted(60));

        loop.pass(Duration.ofMinutes(54));
        assertThat(tokens.welcome()).isFalse();
        loop.pass(Duration.ofMinutes(2));
        assertThat(tokens.welcome()).isTrue();
        assertThat(tokens.due()).isFalse();
        loop.pass(Duration.ofMinutes(3).plusSeconds(1));
        assertThat(tokens.due()).isTrue();
        assertThat(tokens.usable()).as("a receipt may still be asked for").isTrue();
        loop.pass(Duration.ofMinutes(2));
        assertThat(tokens.usable()).isFalse();
    }

    @Test
    void tokenOfOneMinute_isDueSixSecondsBeforeItsEnd() {
        renew(granted(1));

        loop.pass(Duration.ofSeconds(53));
        assertThat(tokens.due()).isFalse();
        loop.pass(Duration.ofSeconds(1));
        assertThat(tokens.due()).isTrue();
    }

    @Test
    void gatewayWhoseClockIsAhead_isBelieved() {
        // By its clock the token has one hour; by ours it would have two.
        Instant gatewayTime = loop.clock().instant().plus(Duration.ofHours(1));
        renew(new AuthAnswer.Granted(
                token(gatewayTime.plus(Duration.ofHours(1))),
                token(gatewayTime.plus(Duration.ofDays(7))),
                gatewayTime));

        assertThat(tokens.left()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void refusedToken_isDueAndNotUsable() {
        renew(granted(60));

        tokens.demand();

        assertThat(tokens.due()).isTrue();
        assertThat(tokens.usable()).isFalse();
    }

    @Test
    void refreshThatIsDenied_logsIn() {
        renew(granted(60));

        Renewal renewal = renew(new AuthAnswer.Denied(), granted(60));

        assertThat(renewal).isEqualTo(new Renewal.Done());
        assertThat(exchange.asked).containsExactly("log-in", "refresh", "log-in");
    }

    @Test
    void refreshWhileTheBrokerIsAway_isTriedAgainAndDoesNotLogIn() {
        renew(granted(60));

        Renewal renewal = renew(new AuthAnswer.Unavailable("Server error"));

        assertThat(renewal).isEqualTo(new Renewal.Later("Server error"));
        assertThat(exchange.asked).containsExactly("log-in", "refresh");
    }

    @Test
    void refreshTokenThatEnded_isNotSent() {
        renew(granted(60));
        loop.pass(Duration.ofDays(8));

        renew(granted(60));

        assertThat(exchange.asked).containsExactly("log-in", "log-in");
    }

    @Test
    void wrongPassword_isNeverAndNamesUserAndOptionsOnly() {
        Renewal renewal = renew(new AuthAnswer.Denied());

        assertThat(renewal.toString())
                .contains("'cdc'", "debezium.sink.memphis.password")
                .doesNotContain("Secret-1!");
    }

    private Renewal renew(AuthAnswer... answers) {
        exchange.answers.addAll(List.of(answers));
        AtomicReference<Renewal> renewal = new AtomicReference<>();
        tokens.renew(renewal::set);
        return renewal.get();
    }

    private AuthAnswer granted(int minutes) {
        Instant now = loop.clock().instant();
        return new AuthAnswer.Granted(
                token(now.plus(Duration.ofMinutes(minutes))), token(now.plus(Duration.ofDays(7))), now);
    }

    private static Token token(Instant expiry) {
        return new Token(new Secret("jwt"), expiry);
    }

    private static final class FakeExchange implements AuthExchange {
        final List<String> asked = new ArrayList<>();
        final Deque<AuthAnswer> answers = new ArrayDeque<>();

        @Override
        public void logIn(Credentials credentials, Consumer<AuthAnswer> done) {
            asked.add("log-in");
            done.accept(answers.remove());
        }

        @Override
        public void refresh(Token refreshToken, Credentials credentials, Consumer<AuthAnswer> done) {
            asked.add("refresh");
            done.accept(answers.remove());
        }
    }
}
