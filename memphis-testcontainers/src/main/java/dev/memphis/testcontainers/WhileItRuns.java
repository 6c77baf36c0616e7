package dev.memphis.testcontainers;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.wait.strategy.WaitStrategy;
import org.testcontainers.containers.wait.strategy.WaitStrategyTarget;

/**
 * Waits as another strategy does, but no longer than the container runs: one that has ended ends the wait, with its exit
 * code and its last log lines. Testcontainers' own strategies wait for it until their time is over. Thread-safe.
 */
public final class WhileItRuns implements WaitStrategy {
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);
    private static final int LINES = 20;

    private final WaitStrategy strategy;

    /** @param strategy says when the container is ready */
    public WhileItRuns(WaitStrategy strategy) {
        this.strategy = strategy;
    }

    /** @throws ContainerLaunchException if the container ends, or is not ready in time */
    @Override
    public void waitUntilReady(WaitStrategyTarget container) {
        CompletableFuture<Void> ready = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                strategy.waitUntilReady(container);
                ready.complete(null);
            } catch (RuntimeException | Error e) {
                ready.completeExceptionally(e);
            }
        });
        while (!isReady(ready)) {
            failIfEnded(container);
        }
    }

    private static boolean isReady(CompletableFuture<Void> ready) {
        try {
            ready.get(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            Throwable cause = Optional.ofNullable(e.getCause()).orElse(e);
            throw new ContainerLaunchException(String.valueOf(cause.getMessage()), cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ContainerLaunchException("interrupted while waiting for a container", e);
        }
    }

    private static void failIfEnded(WaitStrategyTarget container) {
        var state = container.getCurrentContainerInfo().getState();
        if (!Boolean.TRUE.equals(state.getRunning())) {
            throw new ContainerLaunchException("The container "
                    + container.getContainerInfo().getConfig().getImage()
                    + " has ended with code " + state.getExitCodeLong() + " before it was ready; its last lines:\n"
                    + lastLines(container.getLogs()));
        }
    }

    private static String lastLines(String log) {
        String[] lines = log.strip().split("\n", -1);
        int first = Math.max(0, lines.length - LINES);
        return String.join("\n", Arrays.asList(lines).subList(first, lines.length));
    }

    @Override
    public WaitStrategy withStartupTimeout(Duration timeout) {
        return new WhileItRuns(strategy.withStartupTimeout(timeout));
    }
}
