package io.debezium.server.memphis;

import dev.memphis.delivery.transport.Loop;
import dev.memphis.delivery.writer.Outage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that the gateway is away while there is nothing to deliver; while there is, the delivery itself notices. Confined to
 * its loop, {@link #absence()} apart, which any thread may ask.
 */
final class GatewayWatch {
    private static final Logger LOGGER = LoggerFactory.getLogger(GatewayWatch.class);
    /** Looks again so soon where a look failed, to know whether it was more than a moment. */
    private static final Duration AGAIN = Duration.ofSeconds(1);

    /** A look at the gateway. */
    interface Look {
        /** Tells why the gateway does not answer, or nothing if it does. */
        void at(Consumer<Optional<String>> told);
    }

    /** How far the delivery has come. */
    interface Progress {
        long taken();

        long settled();
    }

    private final Loop loop;
    private final Clock clock;
    private final Look look;
    private final Progress progress;
    private final Duration interval;
    private final Duration patience;

    private long settledBefore = -1;
    private Optional<Outage> failing = Optional.empty();
    private volatile Optional<Outage> absence = Optional.empty();
    private boolean ended;

    /**
     * @param interval between looks
     * @param patience how long looks must have failed before that is an absence
     */
    GatewayWatch(Loop loop, Clock clock, Look look, Progress progress, Duration interval, Duration patience) {
        this.loop = loop;
        this.clock = clock;
        this.look = look;
        this.progress = progress;
        this.interval = interval;
        this.patience = patience;
    }

    void start() {
        loop.schedule(interval, this::turn);
    }

    /** Nothing more is looked at. */
    void end() {
        loop.execute(() -> ended = true);
    }

    /** Returns why the gateway is taken to be away, if it is. */
    Optional<Outage> absence() {
        return absence;
    }

    private void turn() {
        if (ended) {
            return;
        }
        long settled = progress.settled();
        boolean idle = settled == progress.taken() && (settled == settledBefore || settledBefore < 0);
        settledBefore = settled;
        if (idle) {
            look.at(this::looked);
        } else {
            looked(Optional.empty());
        }
    }

    private void looked(Optional<String> problem) {
        if (ended) {
            return;
        }
        if (problem.isPresent()) {
            failed(problem.get());
        } else {
            if (absence.isPresent()) {
                LOGGER.info("The gateway is there again");
            }
            failing = Optional.empty();
            absence = Optional.empty();
        }
        Duration shorter = interval.compareTo(AGAIN) < 0 ? interval : AGAIN;
        loop.schedule(problem.isPresent() ? shorter : interval, this::turn);
    }

    private void failed(String reason) {
        Instant now = clock.instant();
        Outage outage = failing.map(before -> new Outage(before.since(), before.failures() + 1, reason))
                .orElseGet(() -> new Outage(now, 1, reason));
        failing = Optional.of(outage);
        if (outage.lasted(now).compareTo(patience) < 0) {
            return;
        }
        if (absence.isEmpty()) {
            SinkNotices.GATEWAY_AWAY.warn(LOGGER, reason, outage.since());
        }
        absence = failing;
    }
}
