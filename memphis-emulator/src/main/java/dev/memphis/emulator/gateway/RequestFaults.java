package dev.memphis.emulator.gateway;

import dev.memphis.emulator.faults.Durations;
import dev.memphis.emulator.faults.Strikes;
import io.vertx.core.Vertx;
import java.time.Duration;

/** What is done on purpose to requests and answers on their way. Confined to the emulator's loop. */
final class RequestFaults {
    private final Vertx vertx;
    private final Strikes strikes = new Strikes();
    private Duration latency = Duration.ZERO;
    private int mostAnswers;

    RequestFaults(Vertx vertx) {
        this.vertx = vertx;
    }

    /** What happens to answers. */
    Strikes strikes() {
        return strikes;
    }

    Duration latency() {
        return latency;
    }

    /** How long each request waits before it is looked at. */
    void setLatency(Duration latency) {
        this.latency = Durations.notNegative("latency", latency);
    }

    void afterLatency(Runnable task) {
        if (latency.isZero()) {
            task.run();
        } else {
            vertx.setTimer(Math.max(1, latency.toMillis()), id -> task.run());
        }
    }

    int mostAnswers() {
        return mostAnswers;
    }

    /** After how many answers a connection is ended, 0 for never. */
    void setMostAnswers(int answers) {
        if (answers < 0) {
            throw new IllegalArgumentException(
                    "end connections after=" + answers + ": a number of 0 or more is needed");
        }
        mostAnswers = answers;
    }

    void mend() {
        strikes.clear();
        latency = Duration.ZERO;
        mostAnswers = 0;
    }
}
