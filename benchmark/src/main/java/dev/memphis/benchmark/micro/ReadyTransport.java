package dev.memphis.benchmark.micro;

import dev.memphis.delivery.options.Credentials;
import dev.memphis.delivery.options.MemphisConfig;
import dev.memphis.delivery.options.OptionNames;
import dev.memphis.delivery.options.Secret;
import dev.memphis.delivery.protocol.AuthAnswer;
import dev.memphis.delivery.protocol.AuthExchange;
import dev.memphis.delivery.protocol.Token;
import dev.memphis.delivery.protocol.TokenSource;
import dev.memphis.delivery.transport.HttpPost;
import dev.memphis.delivery.transport.HttpReply;
import dev.memphis.delivery.transport.Loop;
import dev.memphis.delivery.transport.Transport;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;

/** No wire: everything is accepted, in the loop's next turn, and receipts come back. Confined to the loop. */
final class ReadyTransport implements Transport {
    private static final HttpReply SUCCESS = answer("{\"error\":null,\"success\":true}");

    private final Loop loop;
    private final String token = jwt(Clock.systemUTC());
    private final List<String> receipts = new ArrayList<>();

    ReadyTransport(Loop loop) {
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
        return new TokenSource(OptionNames.DEBEZIUM_SERVER, config.credentials(), exchange, clock);
    }

    private static String jwt(Clock clock) {
        String payload = "{\"exp\":" + clock.instant().plus(Duration.ofDays(1)).getEpochSecond() + "}";
        return "e30."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(payload.getBytes(StandardCharsets.UTF_8))
                + ".c2ln";
    }

    private static HttpReply answer(String body) {
        return new HttpReply.Answered(200, name -> null, body.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public long send(HttpPost request, Spread spread, Duration timeout, Consumer<HttpReply> done) {
        if (request.path().startsWith("/stations/debezium-receipts-")) {
            receipts.add(new String(request.body().getFirst(), StandardCharsets.UTF_8));
        }
        loop.execute(() -> done.accept(SUCCESS));
        return 0;
    }

    @Override
    public long sendBehind(long connection, HttpPost request, Duration timeout, Consumer<HttpReply> done) {
        return send(request, Spread.FILL, timeout, done);
    }

    @Override
    public void post(HttpPost request, Duration timeout, Consumer<HttpReply> done) {
        HttpReply reply = request.path().startsWith("/auth/")
                ? answer("{\"jwt\":\"" + token + "\",\"jwt_refresh_token\":\"" + token + "\"}")
                : answer(consumed());
        loop.execute(() -> done.accept(reply));
    }

    private String consumed() {
        StringBuilder all = new StringBuilder("[");
        for (String receipt : receipts) {
            all.append(all.length() == 1 ? "" : ",")
                    .append("{\"message\":\"")
                    .append(receipt.replace("\"", "\\\""))
                    .append("\"}");
        }
        receipts.clear();
        return all.append(']').toString();
    }

    @Override
    public void onEnd(Runnable listener) {
        // Nothing ever ends.
    }

    @Override
    public List<Long> busy() {
        return List.of();
    }

    @Override
    public boolean turn() {
        return false;
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
