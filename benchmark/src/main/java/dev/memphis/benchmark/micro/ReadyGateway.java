package dev.memphis.benchmark.micro;

import dev.memphis.delivery.options.Credentials;
import dev.memphis.delivery.options.MemphisConfig;
import dev.memphis.delivery.options.Secret;
import dev.memphis.delivery.protocol.AuthAnswer;
import dev.memphis.delivery.protocol.AuthExchange;
import dev.memphis.delivery.protocol.Token;
import dev.memphis.delivery.protocol.TokenSource;
import dev.memphis.delivery.transport.Gateway;
import dev.memphis.delivery.transport.Loop;
import dev.memphis.delivery.transport.Outcome;
import dev.memphis.delivery.transport.Produce;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;

/** A gateway with no wire: everything is delivered, in the loop's next turn. Confined to the loop. */
final class ReadyGateway implements Gateway {
    private final Loop loop;
    private final TokenSource tokens = tokens(Clock.systemUTC());

    ReadyGateway(Loop loop) {
        this.loop = loop;
    }

    /** Returns a source of tokens that are good for a day. */
    static TokenSource tokens(Clock clock) {
        MemphisConfig config = Configurations.of("auto");
        Token token = new Token(new Secret("a.b.c"), clock.instant().plus(Duration.ofDays(1)));
        AuthAnswer.Granted granted = new AuthAnswer.Granted(token, token, clock.instant());
        AuthExchange exchange = new AuthExchange() {
            @Override
            public void logIn(Credentials credentials, Consumer<AuthAnswer> done) {
                done.accept(granted);
            }

            @Override
            public void refresh(Token refreshToken, Credentials credentials, Consumer<AuthAnswer> done) {
                done.accept(granted);
            }
        };
        return new TokenSource(config.credentials(), exchange, clock);
    }

    @Override
    public TokenSource tokens() {
        return tokens;
    }

    @Override
    public void produce(Produce request, Consumer<Outcome> done) {
        loop.execute(() -> done.accept(Outcome.DELIVERED));
    }

    @Override
    public void receipt(String id, boolean oneByOne, Consumer<Outcome> done) {
        loop.execute(() -> done.accept(Outcome.DELIVERED));
    }

    @Override
    public void onLost(Runnable listener) {
        // Nothing is ever lost.
    }

    @Override
    public void turn() {
        // There is one URL.
    }

    @Override
    public String url() {
        return "nowhere";
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
