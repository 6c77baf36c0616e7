package dev.memphis.docker;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Waits for containers; a container that has ended ends the wait, with its last log lines. */
final class Waiting {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private Waiting() {}

    static void untilHealthy(String container) throws Exception {
        until(
                container,
                "it is healthy",
                () -> Engine.inspect(container, "{{if .State.Health}}{{.State.Health.Status}}{{end}}")
                        .equals("healthy"));
    }

    static void untilLogSays(String container, String words) throws Exception {
        until(
                container,
                "its log says " + words,
                () -> Engine.docker("logs", container).contains(words));
    }

    /** Waits until something is so that needs the container, which is watched meanwhile. */
    static void until(String container, String what, Callable<Boolean> condition) throws Exception {
        try {
            Awaitility.await(container + ": " + what)
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(300))
                    .failFast(() -> failIfEnded(container, what))
                    .until(condition);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(e.getMessage() + "; the log of " + container + " ends:\n" + log(container), e);
        }
    }

    private static void failIfEnded(String container, String what) throws Exception {
        String status = Engine.inspect(container, "{{.State.Status}}");
        if (status.equals("exited") || status.equals("dead")) {
            throw new AssertionError(container + " has ended before " + what + "; its log ends:\n" + log(container));
        }
    }

    static String log(String container) throws Exception {
        return Engine.docker("logs", "--tail=40", container);
    }
}
