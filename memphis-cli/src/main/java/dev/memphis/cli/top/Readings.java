package dev.memphis.cli.top;

import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reads all targets at the same time, none of which can hold up the others. To be used by one thread. */
final class Readings implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final List<Target> targets;
    // RMI cannot be interrupted: what hangs must not keep the process.
    private final ExecutorService readers = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "memphis-top");
        thread.setDaemon(true);
        return thread;
    });

    Readings(List<Target> targets) {
        this.targets = targets;
    }

    /** Returns a reading of each target, in their order. */
    List<Reading> take() throws InterruptedException {
        List<Future<Reading>> asked = new ArrayList<>();
        for (Target target : targets) {
            asked.add(readers.submit(target::read));
        }
        long end = System.nanoTime() + PATIENCE.toNanos();
        List<Reading> readings = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            readings.add(reading(targets.get(i).name(), asked.get(i), end));
        }
        return readings;
    }

    private static Reading reading(String target, Future<Reading> asked, long end) throws InterruptedException {
        try {
            return asked.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            asked.cancel(true);
            return Reading.failed(target, System.nanoTime(), "no answer within " + PATIENCE.toSeconds() + " s");
        } catch (ExecutionException e) {
            return Reading.failed(target, System.nanoTime(), reason(e));
        }
    }

    /** The innermost cause that says something says it: what RMI and JNDI put around it fills lines. */
    private static String reason(Throwable failure) {
        String reason = failure.getClass().getSimpleName();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause.getMessage() != null && !cause.getMessage().isBlank()) {
                reason = cause.getMessage();
            } else if (cause instanceof ConnectException) {
                // Java's HTTP client has no words for a connection that is refused.
                return "nobody answers there";
            }
        }
        return reason.lines().findFirst().orElse("");
    }

    @Override
    public void close() {
        readers.shutdownNow();
    }
}
