package dev.memphis.emulator.process;

import dev.memphis.emulator.broker.Broker;
import dev.memphis.emulator.faults.Durations;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * The way from the gateway to the broker: how long a message is on it, how long the gateway's client takes to notice and
 * to mend that it is broken (contract, "What a receipt does not prove"). Confined to the emulator's loop.
 */
public final class BrokerPath {
    /** The gateway's client waits so long before each of its attempts, and up to a tenth of a second more. */
    private static final Duration ATTEMPT = Duration.ofSeconds(3);

    private static final int MOST_JITTER_MILLIS = 100;
    /** As long a broker's death goes unnoticed at most: what the real one lost at 5,000 messages a second was up to this. */
    private static final int MOST_UNNOTICED_MILLIS = 50;

    private static final long NANOS_OF_MILLI = 1_000_000;

    private final Vertx vertx;
    private final Broker broker;
    private final RandomGenerator random;
    private final Duration usualTransit;
    private Duration transit;
    private Duration delay = Duration.ZERO;
    private Duration patience;
    private long lost;

    /**
     * @param transit how long a message is on its way where nothing is wrong
     * @param patience how long the gateway tries to reach the broker again before it gives a connection up
     */
    public BrokerPath(Vertx vertx, Broker broker, RandomGenerator random, Duration transit, Duration patience) {
        this.vertx = vertx;
        this.broker = broker;
        this.random = random;
        this.usualTransit = transit;
        this.transit = transit;
        this.patience = patience;
    }

    /** Returns the broker at its end. */
    public Broker broker() {
        return broker;
    }

    /** Returns what is added to the time that a message is on its way. */
    public Duration delay() {
        return delay;
    }

    /** Has messages take so much longer from now on. */
    public void setDelay(Duration delay) {
        this.delay = Durations.notNegative("broker delay", delay);
    }

    /** Returns how long a message is on its way without a delay. */
    public Duration transit() {
        return transit;
    }

    /** Has messages take so long from now on, delays aside. */
    public void setTransit(Duration transit) {
        this.transit = Durations.notNegative("broker transit", transit);
    }

    /** No delay, and the transit that there was at the start. */
    public void mend() {
        delay = Duration.ZERO;
        transit = usualTransit;
    }

    /** Returns how long the gateway tries to reach a broker that is away before it gives a connection up. */
    public Duration patience() {
        return patience;
    }

    /** Has the gateway try for so long from now on. */
    public void setPatience(Duration patience) {
        this.patience = Durations.notNegative("patience", patience);
    }

    /** How often the gateway tries to reach the broker again before it gives a connection up. */
    int attempts() {
        return (int) Math.max(1, patience.dividedBy(ATTEMPT));
    }

    /** How long a message that is sent now is on its way. */
    long nanos() {
        return transit.plus(delay).toNanos();
    }

    void afterNanos(long nanos, Runnable then) {
        vertx.setTimer(Math.max(1, Math.ceilDiv(nanos, NANOS_OF_MILLI)), id -> then.run());
    }

    /** Runs a task when the gateway notices that the broker died. */
    void onceNoticed(Runnable then) {
        vertx.setTimer(1 + random.nextInt(MOST_UNNOTICED_MILLIS), id -> then.run());
    }

    /** Runs a task when the gateway's client tries to reach the broker again: 3.0 to 3.1 s from now. */
    void onceTriedAgain(Runnable then) {
        vertx.setTimer(ATTEMPT.toMillis() + 1 + random.nextInt(MOST_JITTER_MILLIS), id -> then.run());
    }

    /** Counts messages that were answered 200 and never reached the broker. */
    void lose(int messages) {
        lost += messages;
    }

    /** Returns how many messages were lost on the way so far. */
    public long lost() {
        return lost;
    }
}
