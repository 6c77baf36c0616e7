package dev.memphis.testbed.process;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for a condition that another process brings about, by asking again and again. Stateless. */
public final class Await {
    private static final long BETWEEN_MS = 50;

    private Await() {}

    /**
     * Waits until the condition holds.
     *
     * @param what the condition in words, to be read after "in vain: "
     * @param state what there is instead, asked only when the time is up
     * @throws IllegalStateException if it does not hold in time, or this thread is interrupted
     */
    public static void until(String what, Duration patience, BooleanSupplier condition, Supplier<String> state) {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException(
                        "Waited " + patience.toSeconds() + " s in vain: " + what + "\n" + state.get());
            }
            pause(what);
        }
    }

    private static void pause(String what) {
        try {
            Thread.sleep(BETWEEN_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting: " + what, e);
        }
    }
}
