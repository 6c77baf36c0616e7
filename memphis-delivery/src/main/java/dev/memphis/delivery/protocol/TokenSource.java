package dev.memphis.delivery.protocol;

import dev.memphis.delivery.options.Credentials;
import dev.memphis.delivery.options.OptionNames;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The one place that knows the token: when it has to be renewed, and how. It prefers a refresh to a log-in, since each
 * leaks a connection in the gateway and after an outage of the broker only a refresh works (contract, "Authenticate and
 * refresh"). Confined to one thread; whoever calls {@link #renew} sees to it that nothing else is under way.
 */
public final class TokenSource {
    private final OptionNames names;
    private final Credentials credentials;
    private final AuthExchange exchange;
    private final Clock clock;
    /** Null before the first renewal. */
    private @Nullable TokenPair pair;

    private boolean demanded;

    /** @param names for messages */
    public TokenSource(OptionNames names, Credentials credentials, AuthExchange exchange, Clock clock) {
        this.names = names;
        this.credentials = credentials;
        this.exchange = exchange;
        this.clock = clock;
    }

    /** Says whether nothing may be sent before a renewal: no token, one about to end, or one that was refused. */
    public boolean due() {
        return pair == null || demanded || pair.ending(clock.instant());
    }

    /** Says whether a renewal would be welcome, if it is no trouble: the token has aged. */
    public boolean welcome() {
        return due() || (pair != null && pair.aged(clock.instant()));
    }

    /** Says whether the token may still be sent, whether or not a renewal is due. */
    public boolean usable() {
        return pair != null && !demanded && pair.left(clock.instant()).isPositive();
    }

    /** Makes the next renewal due at once: the gateway refused the token, or must open a new broker connection. */
    public void demand() {
        demanded = true;
    }

    /** Returns the token to send, or nothing before the first renewal. */
    public Optional<Token> current() {
        return Optional.ofNullable(pair).map(TokenPair::access);
    }

    /** Returns how long the current token is still good for; zero where there is none. */
    public Duration left() {
        Duration left = pair == null ? Duration.ZERO : pair.left(clock.instant());
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** Gets a new pair, by a refresh where that is possible. */
    public void renew(Consumer<Renewal> done) {
        if (pair != null && pair.refreshable(clock.instant())) {
            exchange.refresh(pair.refresh(), credentials, answer -> refreshed(answer, done));
        } else {
            logIn(done);
        }
    }

    private void refreshed(AuthAnswer answer, Consumer<Renewal> done) {
        if (answer instanceof AuthAnswer.Denied || answer instanceof AuthAnswer.Refused) {
            logIn(done);
        } else {
            done.accept(outcome(answer));
        }
    }

    private void logIn(Consumer<Renewal> done) {
        exchange.logIn(credentials, answer -> done.accept(outcome(answer)));
    }

    private Renewal outcome(AuthAnswer answer) {
        return switch (answer) {
            case AuthAnswer.Granted granted -> accept(granted);
            case AuthAnswer.Denied() ->
                new Renewal.Never(ProtocolNotices.USER_REFUSED.with(
                        credentials.username(), names.of("username"), names.of("password")));
            case AuthAnswer.Refused(String reason) ->
                new Renewal.Never(ProtocolNotices.LOG_IN_NOT_ACCEPTED.with(credentials.username(), reason));
            case AuthAnswer.Unavailable(String reason) -> new Renewal.Later(reason);
        };
    }

    private Renewal accept(AuthAnswer.Granted granted) {
        Instant now = clock.instant();
        TokenPair received = TokenPair.received(granted.access(), granted.refresh(), granted.gatewayTime(), now);
        if (!received.left(now).isPositive()) {
            return new Renewal.Later("the gateway handed out a token that ended at "
                    + granted.access().expiry() + ", by its own clock " + granted.gatewayTime()
                    + "; is its clock set right?");
        }
        pair = received;
        demanded = false;
        return new Renewal.Done();
    }
}
