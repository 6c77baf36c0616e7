package dev.memphis.emulator.gateway;

import dev.memphis.emulator.broker.Broker;
import dev.memphis.emulator.faults.Durations;
import io.vertx.core.Vertx;
import java.time.Duration;

/** The way from the gateway to the broker: how long a message is on it. Confined to the emulator's loop. */
final class BrokerPath {
    private final Vertx vertx;
    private final Broker broker;
    private Duration delay = Duration.ZERO;

    BrokerPath(Vertx vertx, Broker broker) {
        this.vertx = vertx;
        this.broker = broker;
    }

    Broker broker() {
        return broker;
    }

    Duration delay() {
        return delay;
    }

    void setDelay(Duration delay) {
        this.delay = Durations.notNegative("broker delay", delay);
    }

    /** Says whether a message is at the broker as soon as it is sent. */
    boolean isInstant() {
        return broker.isUp() && delay.isZero();
    }

    void afterDelay(Runnable arrival) {
        vertx.setTimer(Math.max(1, delay.toMillis()), id -> arrival.run());
    }
}
