package dev.memphis.delivery.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Where a loop is: what is confined to it asserts that it is called there. */
class VertxLoopTest {
    @Test
    void tasksAndTimers_areOnTheLoop_andOnNoOther() throws Exception {
        try (VertxLoop loop = new VertxLoop();
                VertxLoop other = new VertxLoop()) {
            CompletableFuture<Boolean> task = new CompletableFuture<>();
            loop.execute(() -> task.complete(loop.isHere()));
            CompletableFuture<Boolean> timer = new CompletableFuture<>();
            loop.execute(() -> loop.schedule(Duration.ofMillis(1), () -> timer.complete(loop.isHere())));
            CompletableFuture<Boolean> elsewhere = new CompletableFuture<>();
            other.execute(() -> elsewhere.complete(loop.isHere()));

            assertThat(task.get(10, TimeUnit.SECONDS)).isTrue();
            assertThat(timer.get(10, TimeUnit.SECONDS)).isTrue();
            assertThat(elsewhere.get(10, TimeUnit.SECONDS)).isFalse();
            assertThat(loop.isHere()).isFalse();
        }
    }
}
