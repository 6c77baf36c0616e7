package dev.memphis.delivery.writer;

import dev.memphis.delivery.protocol.Renewal;
import dev.memphis.delivery.protocol.TokenSource;
import dev.memphis.delivery.transport.Loop;
import java.time.Duration;
import java.util.function.Consumer;

/** Renews the token at a modest pace. Confined to the loop. */
final class Renewals {
    /** Each renewal leaks a connection in the gateway, so an absent broker is not asked for one more often than this. */
    private static final Duration PACE = Duration.ofSeconds(1);

    private final Loop loop;
    private final TokenSource tokens;
    private long newest;
    private boolean any;

    Renewals(Loop loop, TokenSource tokens) {
        this.loop = loop;
        this.tokens = tokens;
    }

    /** Returns how long to wait before the next one; zero or less for not at all. */
    Duration untilNext() {
        return any ? PACE.minusNanos(loop.nanoTime() - newest) : Duration.ZERO;
    }

    /** Renews; only with nothing under way. */
    void renew(Consumer<Renewal> done) {
        newest = loop.nanoTime();
        any = true;
        tokens.renew(done);
    }
}
