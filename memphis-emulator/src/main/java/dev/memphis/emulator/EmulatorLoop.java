package dev.memphis.emulator;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** The one thread that owns the emulator's state. */
final class EmulatorLoop {
    private final Context context;

    EmulatorLoop(Vertx vertx) {
        context = vertx.getOrCreateContext();
    }

    /** Runs a task on the loop and waits for it; must not be called on the loop. */
    void run(Runnable task) {
        get(() -> {
            task.run();
            return true;
        });
    }

    <T> T get(Supplier<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        context.runOnContext(ignored -> {
            try {
                answer.complete(question.get());
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        try {
            return answer.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
