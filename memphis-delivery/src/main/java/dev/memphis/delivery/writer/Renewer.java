package dev.memphis.delivery.writer;

import dev.memphis.delivery.protocol.Renewal;
import java.time.Duration;

/** Renews the token, at a modest pace and with nothing else under way. Confined to the loop. */
final class Renewer {
    /** Each renewal leaks a connection in the gateway, so an absent broker is not asked for one more often than this. */
    private static final Duration PACE = Duration.ofSeconds(1);

    private final Shared shared;
    private long newest;
    private boolean any;

    Renewer(Shared shared) {
        this.shared = shared;
    }

    /** Renews now, or as soon as the pace and other sessions allow. */
    void renew() {
        Duration wait = untilNext();
        if (wait.isPositive()) {
            shared.course().pause(wait);
            return;
        }
        if (!shared.course().mayBeAlone(true)) {
            return;
        }
        newest = shared.loop().nanoTime();
        any = true;
        shared.course().alone();
        Runnable inTime = shared.recovery().tellOfSilence("a log-in");
        shared.gateway().tokens().renew(renewal -> {
            inTime.run();
            shared.course().notAlone();
            shared.turns().accept(() -> {
                // Also one that failed may have swapped the broker connection: no receipt spans the two.
                shared.doubt().ofTheGateway();
                renewed(renewal);
            });
        });
    }

    private Duration untilNext() {
        return any ? PACE.minusNanos(shared.loop().nanoTime() - newest) : Duration.ZERO;
    }

    private void renewed(Renewal renewal) {
        switch (renewal) {
            case Renewal.Done() -> {
                shared.doubt().compareAnew();
                shared.listener().renewed(shared.gateway().tokens().left());
                if (!shared.proof().isEnabled()) {
                    shared.course().open();
                }
            }
            case Renewal.Later(String reason) -> shared.recovery().failedToRenew(reason);
            case Renewal.Never(String reason) -> throw new DeliveryException(reason);
        }
    }
}
