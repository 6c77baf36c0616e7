package dev.memphis.delivery.writer;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the current outage and says so in the log: a WARN at the first failure and then at most every 30 seconds, an
 * INFO when it is over.
 */
final class OutageLog {
    private static final Logger LOGGER = LoggerFactory.getLogger(OutageLog.class);
    private static final Duration REPEAT = Duration.ofSeconds(30);

    private final Clock clock;
    private final DeliveryListener listener;
    private Outage outage;
    private Instant said = Instant.MIN;

    OutageLog(Clock clock, DeliveryListener listener) {
        this.clock = clock;
        this.listener = listener;
    }

    void failed(String reason) {
        Instant now = clock.instant();
        outage = outage == null ? Outage.first(now, reason) : outage.again(reason);
        listener.outage(outage);
        if (outage.failures() == 1) {
            LOGGER.warn("Delivery to Memphis fails and will be retried: {} (since {})", reason, outage.since());
            said = now;
        } else if (!said.plus(REPEAT).isAfter(now)) {
            LOGGER.warn(
                    "Delivery to Memphis still fails: {} ({} failures since {}, {} ago)",
                    reason,
                    outage.failures(),
                    outage.since(),
                    readable(outage.lasted(now)));
            said = now;
        }
    }

    void recovered() {
        if (outage != null) {
            LOGGER.info(
                    "Delivery to Memphis works again after {} and {} failures",
                    readable(outage.lasted(clock.instant())),
                    outage.failures());
            listener.recovered(outage);
            outage = null;
        }
    }

    Optional<Outage> current() {
        return Optional.ofNullable(outage);
    }

    /** Says whether the outage has outlasted a limit. */
    boolean outlasts(Optional<Duration> limit) {
        return outage != null
                && limit.isPresent()
                && outage.lasted(clock.instant()).compareTo(limit.get()) >= 0;
    }

    private static String readable(Duration duration) {
        return duration.toSeconds() < 60
                ? duration.toSeconds() + " s"
                : duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
    }
}
