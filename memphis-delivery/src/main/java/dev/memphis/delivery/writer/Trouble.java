package dev.memphis.delivery.writer;

import dev.memphis.delivery.options.DeliveryConfig;
import dev.memphis.delivery.transport.Loop;
import java.time.Duration;
import java.util.Optional;

/** Failures in a row: how they slow the sink down, what is said of them, and when they have lasted too long. Confined to the loop. */
final class Trouble {
    private final Loop loop;
    private final DeliveryConfig config;
    private final InFlight inFlight;
    private final Backoff backoff;
    private final OutageLog outage;
    private final Runnable goOn;
    private long attempt;
    private boolean pausing;

    /** @param goOn called when a pause is over */
    Trouble(Loop loop, DeliveryConfig config, InFlight inFlight, Backoff backoff, OutageLog outage, Runnable goOn) {
        this.loop = loop;
        this.config = config;
        this.inFlight = inFlight;
        this.backoff = backoff;
        this.outage = outage;
        this.goOn = goOn;
    }

    /** Returns the number that requests sent now carry: of those that fail together, only the first counts. */
    long attempt() {
        return attempt;
    }

    /** Says whether a request's failure is the first of its attempt; from then on it is not. */
    boolean isNews(long sentIn) {
        if (sentIn != attempt) {
            return false;
        }
        attempt++;
        return true;
    }

    boolean isPausing() {
        return pausing;
    }

    /**
     * Takes note of a failure and pauses.
     *
     * @param wish how long the gateway asked to be left alone
     * @throws DeliveryException if the outage has lasted longer than it may
     */
    void failed(String reason, Optional<Duration> wish) {
        inFlight.failed();
        outage.failed(reason);
        if (outage.outlasts(config.retryMaxDuration())) {
            throw new DeliveryException("Memphis could not be reached for longer than"
                    + " debezium.sink.memphis.retry.max.duration.ms="
                    + config.retryMaxDuration().orElseThrow().toMillis() + ": " + reason);
        }
        Duration wait = backoff.next();
        pause(wish.filter(asked -> asked.compareTo(wait) > 0).orElse(wait));
    }

    void pause(Duration wait) {
        pausing = true;
        loop.schedule(wait, () -> {
            pausing = false;
            goOn.run();
        });
    }

    /** Something was accepted: the next failure is the first in a row. */
    void eased() {
        backoff.reset();
    }

    /** What was sent is proved to have arrived, or believed to where receipts are off. */
    void over() {
        backoff.reset();
        outage.recovered();
    }
}
