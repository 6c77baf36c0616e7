package dev.memphis.emulator;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** The one thread that owns the emulator's state. */
final class EmulatorLoop {
    /** Timers are rounded up to milliseconds, and one may have been set just after another went off. */
    private static final long TIMER_MILLIS = 2;

    private final Context context;

    EmulatorLoop(Vertx vertx) {
        context = vertx.getOrCreateContext();
    }

    /** Says whether the caller runs on the loop; for assertions. */
    boolean isHere() {
        Context current = Vertx.currentContext();
        return current != null && current.owner() == context.owner() && Context.isOnEventLoopThread();
    }

    /** Runs a task on the loop and waits for it; must not be called on the loop. */
    void run(Runnable task) {
        get(() -> {
            task.run();
            return true;
        });
    }

    <T> T get(Supplier<T> question) {
        return get(() -> Duration.ZERO, question);
    }

    /** Asks once so much time has passed, and every timer for it has run; must not be called on the loop. */
    <T> T get(Supplier<Duration> after, Supplier<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        context.runOnContext(ignored -> {
            Duration wait = after.get();
            if (wait.isZero()) {
                answer(question, answer);
            } else {
                context.owner().setTimer(wait.toMillis() + TIMER_MILLIS, id -> answer(question, answer));
            }
        });
        try {
            return answer.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static <T> void answer(Supplier<T> question, CompletableFuture<T> answer) {
        try {
            answer.complete(question.get());
        } catch (RuntimeException e) {
            answer.completeExceptionally(e);
        }
    }
}
