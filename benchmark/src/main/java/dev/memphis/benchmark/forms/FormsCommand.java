package dev.memphis.benchmark.forms;

import io.debezium.server.memphis.config.BatchMode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Whether {@code batch.mode=auto} finds the better form: its goodput beside those of the fixed choices, for each kind of
 * event and each round trip. Where a batch would round a value, auto may not use one, and is compared with single posts.
 */
@Command(
        name = "forms",
        description = "Compares batch.mode=auto with never and always, for each kind of event and each round trip.")
public final class FormsCommand implements Callable<Integer> {
    private static final double GOAL = 0.85;
    private static final String ROW = "%-45s %5d ms %9.0f %9.0f %9.0f   %.2f%s%n";

    @Option(
            names = "--gateway",
            defaultValue = "EMULATOR",
            description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
    private Target.Kind gateway;

    @Option(
            names = "--seconds",
            defaultValue = "4",
            description = "How long each is measured; default ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
            names = "--warm-up",
            defaultValue = "3",
            description = "How long each runs before; default ${DEFAULT-VALUE}.")
    private int warmUp;

    @Option(
            names = "--round-trip",
            split = ",",
            defaultValue = "0,5,50",
            description = "Milliseconds; default ${DEFAULT-VALUE}.")
    private List<Integer> roundTrips;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this.")
    private boolean help;

    private boolean reached = true;

    /** Returns 0 if auto reached 0.85 of the better fixed choice everywhere, 1 if not. */
    @Override
    public Integer call() throws Exception {
        warmUp();
        System.out.printf(
                "events/s against the %s gateway:%n%-45s %8s %9s %9s %9s   %s%n",
                gateway.name().toLowerCase(Locale.ROOT), "", "trip", "never", "always", "auto", "auto/best");
        for (int roundTrip : roundTrips) {
            Duration distance = Duration.ofMillis(roundTrip);
            for (EventKind kind : EventKind.values()) {
                row(kind, distance);
            }
            changed(EventKind.FLAT, EventKind.KEPT_ENVELOPE, distance);
            changed(EventKind.KEPT_ENVELOPE, EventKind.FLAT, distance);
        }
        return reached ? 0 : 1;
    }

    /** The first rows should not be measured with code that is still interpreted. */
    private void warmUp() throws Exception {
        for (EventKind kind : List.of(EventKind.KEPT_ENVELOPE, EventKind.FLAT)) {
            for (BatchMode mode : BatchMode.values()) {
                measure(Duration.ZERO, target -> goodput().of(target.uri(), mode, kind));
            }
        }
    }

    private void row(EventKind kind, Duration distance) throws Exception {
        double never = measure(distance, target -> goodput().of(target.uri(), BatchMode.NEVER, kind));
        double always = measure(distance, target -> goodput().of(target.uri(), BatchMode.ALWAYS, kind));
        double auto = measure(distance, target -> goodput().of(target.uri(), BatchMode.AUTO, kind));
        print(kind.words(), distance, never, always, auto, kind.isRounded() ? never : Math.max(never, always));
    }

    private void changed(EventKind before, EventKind after, Duration distance) throws Exception {
        double never = measure(distance, target -> goodput().after(target.uri(), BatchMode.NEVER, before, after));
        double always = measure(distance, target -> goodput().after(target.uri(), BatchMode.ALWAYS, before, after));
        double auto = measure(distance, target -> goodput().after(target.uri(), BatchMode.AUTO, before, after));
        print("… after a change from " + before, distance, never, always, auto, Math.max(never, always));
    }

    private Goodput goodput() {
        return new Goodput(Duration.ofSeconds(warmUp), Duration.ofSeconds(seconds));
    }

    @FunctionalInterface
    private interface Measurement {
        double of(Target target) throws InterruptedException;
    }

    private double measure(Duration distance, Measurement measurement) throws Exception {
        try (Target target = Target.start(gateway, distance)) {
            return measurement.of(target);
        } finally {
            // What the gateway had stored should not weigh on the next one.
            System.gc();
        }
    }

    private void print(String words, Duration distance, double never, double always, double auto, double best) {
        double ratio = auto / best;
        reached &= ratio >= GOAL;
        System.out.printf(
                ROW, words, distance.toMillis(), never, always, auto, ratio, ratio >= GOAL ? "" : "  below " + GOAL);
    }
}
