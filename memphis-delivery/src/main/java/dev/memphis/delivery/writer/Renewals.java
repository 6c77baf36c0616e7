package dev.memphis.delivery.writer;

import dev.memphis.delivery.protocol.Renewal;
import dev.memphis.delivery.transport.Gateway;
import dev.memphis.delivery.transport.Loop;
import java.time.Duration;
import java.util.function.Consumer;

/** Renews the token, alone on the road and at a modest pace. Confined to the loop. */
final class Renewals {
    /** Each renewal leaks a connection in the gateway, so an absent broker is not asked for one more often than this. */
    private static final Duration PACE = Duration.ofSeconds(1);

    private final Loop loop;
    private final Gateway gateway;
    private final Road road;
    private long newest;
    private boolean any;

    Renewals(Loop loop, Gateway gateway, Road road) {
        this.loop = loop;
        this.gateway = gateway;
        this.road = road;
    }

    /** Returns how long to wait before the next one; zero or less for not at all. */
    Duration untilNext() {
        return any ? PACE.minusNanos(loop.nanoTime() - newest) : Duration.ZERO;
    }

    /** Renews; only with nothing under way. */
    void renew(Consumer<Renewal> done) {
        newest = loop.nanoTime();
        any = true;
        road.takeAlone();
        gateway.tokens().renew(renewal -> {
            road.leave();
            // Also one that failed may have swapped the broker connection: no receipt spans the two.
            road.forget();
            done.accept(renewal);
        });
    }
}
