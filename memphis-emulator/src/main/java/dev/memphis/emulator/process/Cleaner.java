package dev.memphis.emulator.process;

import dev.memphis.emulator.faults.Durations;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Drops, at each tick, the broker connections that happen to be reconnecting in that moment, as the gateway's cleaner does
 * (contract, "What a receipt does not prove"). Confined to the emulator's loop.
 */
public final class Cleaner {
    private final Vertx vertx;
    private final Supplier<GatewayProcess> process;
    private Duration tick;
    private long next;
    private long timer = -1;

    /** @param tick how far its ticks are apart; zero for never */
    public Cleaner(Vertx vertx, Supplier<GatewayProcess> process, Duration tick) {
        this.vertx = vertx;
        this.process = process;
        this.tick = tick;
    }

    /** Returns how often it looks. */
    public Duration tick() {
        return tick;
    }

    /** Sets how far its ticks are apart, from now on; zero for never. */
    public void setTick(Duration tick) {
        this.tick = Durations.notNegative("cleaner", tick);
        begin();
    }

    /** A gateway process has begun, and its first tick comes after a whole interval. */
    public void begin() {
        vertx.cancelTimer(timer);
        if (tick.isZero()) {
            return;
        }
        next = System.nanoTime() + tick.toNanos();
        timer = vertx.setTimer(Math.max(1, tick.toMillis()), id -> {
            process.get().clean();
            begin();
        });
    }

    /** Returns how long it is to the next tick; empty if there is none. */
    public Optional<Duration> untilTick() {
        return tick.isZero() ? Optional.empty() : Optional.of(Duration.ofNanos(Math.max(0, next - System.nanoTime())));
    }
}
