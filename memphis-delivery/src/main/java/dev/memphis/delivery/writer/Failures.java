package dev.memphis.delivery.writer;

import dev.memphis.delivery.options.DeliveryConfig;
import dev.memphis.delivery.options.OptionNames;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Failures in a row, with nothing accepted between: a few are answered by sending again at once, more of them by waiting.
 * Confined to the loop.
 */
final class Failures {
    /** So many in a row, or of one request, are no accident. */
    private static final int MANY = 3;
    /** What asks us to wait is believed up to this. */
    private static final Duration LONGEST_WISH = Duration.ofSeconds(60);

    private final OptionNames names;
    private final DeliveryConfig config;
    private final Outages outages;
    private final Backoff backoff;
    private final Backoff single;
    private long streak;
    private int inARow;

    Failures(OptionNames names, DeliveryConfig config, Outages outages, RandomGenerator random) {
        this.names = names;
        this.config = config;
        this.outages = outages;
        this.backoff = new Backoff(config.retryBackoffInitial(), config.retryBackoffMax(), random);
        this.single = new Backoff(config.retryBackoffInitial(), config.retryBackoffMax(), random);
    }

    /** Returns the number that requests sent now carry: of those that fail together, only the first counts. */
    long streak() {
        return streak;
    }

    /**
     * Takes note of a failure.
     *
     * @param sentIn the number that the request carries
     * @param wish how long we were asked to wait
     * @return how long to send nothing; empty for no wait
     * @throws DeliveryException if failures have lasted longer than they may
     */
    Optional<Duration> failed(long sentIn, String reason, Optional<Duration> wish) {
        if (sentIn != streak) {
            return Optional.empty();
        }
        streak++;
        inARow++;
        outages.failed(reason);
        if (inARow < MANY && wish.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(wait(reason, wish));
    }

    /** Takes note of a failure that nothing else can make up for: of a log-in, or a receipt that is missing. */
    Duration failedAll(String reason) {
        streak++;
        inARow = Math.max(inARow + 1, MANY);
        return wait(reason, Optional.empty());
    }

    private Duration wait(String reason, Optional<Duration> wish) {
        Duration own = backoff.next();
        Duration wait = wish.filter(asked -> asked.compareTo(own) > 0)
                .map(asked -> shorter(asked, LONGEST_WISH))
                .orElse(own);
        return config.retryMaxDuration()
                .flatMap(outages::left)
                .map(left -> shorter(wait, enough(left, reason)))
                .orElse(wait);
    }

    private Duration enough(Duration left, String reason) {
        if (!left.isPositive()) {
            throw new DeliveryException(WriterNotices.OUT_OF_PATIENCE.with(
                    names.of("retry.max.duration.ms"),
                    config.retryMaxDuration().orElseThrow().toMillis(),
                    reason));
        }
        return left;
    }

    /** Returns how long one request waits before it is sent again, having failed so often; zero for not at all. */
    Duration waitOf(int failures) {
        return failures < MANY ? Duration.ZERO : single.after(failures - MANY);
    }

    /** Something was accepted: the next failure is the first in a row. */
    void eased() {
        if (inARow > 0) {
            inARow = 0;
            backoff.reset();
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
