package dev.memphis.delivery.writer;

import dev.memphis.delivery.transport.Loop;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells an outage from single failures: it is one when nothing was accepted for a while, or when a receipt is missing. Then
 * the log has a WARN, another at most every 30 seconds, and an INFO when it is over. Confined to the loop.
 */
final class Outages {
    private static final Logger LOGGER = LoggerFactory.getLogger(Outages.class);
    private static final Duration REPEAT = Duration.ofSeconds(30);

    private final Clock clock;
    private final Loop loop;
    private final Duration after;
    private final DeliveryListener listener;
    /** The failures since something was accepted, an outage or not. */
    private @Nullable Outage failing;

    private boolean told;
    private Instant said = Instant.MIN;

    Outages(Clock clock, Loop loop, Duration after, DeliveryListener listener) {
        this.clock = clock;
        this.loop = loop;
        this.after = after;
        this.listener = listener;
    }

    /** Something failed that is sent again. */
    void failed(String reason) {
        note(reason);
        look();
    }

    private Outage note(String reason) {
        Outage before = failing;
        Outage now = before == null ? Outage.first(clock.instant(), reason) : before.again(reason);
        failing = now;
        if (before == null) {
            loop.schedule(after, this::look);
        }
        return now;
    }

    /** A receipt is missing: whatever is accepted meanwhile, nothing is known to arrive. */
    void missing(String reason) {
        tell(note(reason));
    }

    private void look() {
        Outage now = failing;
        if (now != null && (told || now.lasted(clock.instant()).compareTo(after) >= 0)) {
            tell(now);
        }
    }

    private void tell(Outage outage) {
        Instant now = clock.instant();
        listener.outage(outage);
        if (!told) {
            told = true;
            said = now;
            WriterNotices.FAILS.warn(LOGGER, outage.reason(), outage.since());
        } else if (!said.plus(REPEAT).isAfter(now)) {
            said = now;
            WriterNotices.STILL_FAILS.warn(
                    LOGGER, outage.reason(), outage.failures(), outage.since(), readable(outage.lasted(now)));
        }
    }

    /** The gateway accepted something: that ends failures that were no outage yet. An outage only a proof ends. */
    void accepted() {
        if (failing != null && !told) {
            failing = null;
        }
    }

    /** Something is proved to have arrived, or believed to where receipts are off. */
    void proved() {
        over("Delivery to Memphis works again after {} and {} failures");
    }

    /** Everything is settled, the last of it because it was refused for good: nothing is left to fail, or to be proved. */
    void nothingWaits() {
        over("Delivery to Memphis has nothing left to retry after {} and {} failures");
    }

    private void over(String message) {
        if (failing != null && told) {
            LOGGER.info(message, readable(failing.lasted(clock.instant())), failing.failures());
            listener.recovered(failing);
        }
        failing = null;
        told = false;
    }

    /** Returns how much of a limit the failures have left; empty if there are none. */
    Optional<Duration> left(Duration limit) {
        return Optional.ofNullable(failing).map(now -> limit.minus(now.lasted(clock.instant())));
    }

    private static String readable(Duration duration) {
        return duration.toSeconds() < 60
                ? duration.toSeconds() + " s"
                : duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
    }
}
