package dev.memphis.benchmark.forms;

import dev.memphis.benchmark.report.Series;
import dev.memphis.delivery.options.BatchMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
    private static final double GOAL = 0.95;
    private static final String ROW = "%-45s %5d ms %9.0f %9.0f %9.0f   %.2f%s%n";

    @Option(
            names = "--gateway",
            defaultValue = "EMULATOR",
            description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
    private DistantGateway.Type gateway;

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
            names = "--rounds",
            defaultValue = "1",
            description =
                    "How often each is measured, in turn with the others; the median counts; default ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--round-trip",
            split = ",",
            defaultValue = "0,5,50",
            description = "Milliseconds; default ${DEFAULT-VALUE}.")
    private List<Integer> roundTrips;

    private boolean reached = true;

    /** Returns 0 if auto reached 0.95 of the better fixed choice everywhere, 1 if not. */
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
                measure(Duration.ZERO, mode, (target, tried) -> goodput().of(target.uri(), tried, kind));
            }
        }
    }

    private void row(EventKind kind, Duration distance) throws Exception {
        Map<BatchMode, Double> rates =
                medians(distance, (target, mode) -> goodput().of(target.uri(), mode, kind));
        print(kind.words(), distance, rates, kind.isRounded());
    }

    private void changed(EventKind before, EventKind after, Duration distance) throws Exception {
        Map<BatchMode, Double> rates =
                medians(distance, (target, mode) -> goodput().after(target.uri(), mode, before, after));
        print("… after a change from " + before, distance, rates, after.isRounded());
    }

    /** Measures the modes in turn, so that what changes with time meets all alike. */
    private Map<BatchMode, Double> medians(Duration distance, GoodputMeasure goodput) throws Exception {
        Map<BatchMode, List<Double>> rates = new EnumMap<>(BatchMode.class);
        for (int round = 0; round < rounds; round++) {
            for (BatchMode mode : BatchMode.values()) {
                double rate = measure(distance, mode, goodput);
                rates.computeIfAbsent(mode, ignored -> new ArrayList<>()).add(rate);
            }
        }
        Map<BatchMode, Double> medians = new EnumMap<>(BatchMode.class);
        rates.forEach((mode, all) -> medians.put(
                mode,
                Series.Figure.of(all.stream().mapToDouble(rate -> rate).toArray())
                        .median()));
        return medians;
    }

    private Goodput goodput() {
        return new Goodput(Duration.ofSeconds(warmUp), Duration.ofSeconds(seconds));
    }

    @FunctionalInterface
    private interface GoodputMeasure {
        double of(DistantGateway target, BatchMode mode) throws InterruptedException;
    }

    private double measure(Duration distance, BatchMode mode, GoodputMeasure goodput) throws Exception {
        try (DistantGateway target = DistantGateway.start(gateway, distance)) {
            return goodput.of(target, mode);
        } finally {
            // What the gateway had stored should not weigh on the next one.
            System.gc();
        }
    }

    private void print(String words, Duration distance, Map<BatchMode, Double> rates, boolean rounded) {
        double never = rates.getOrDefault(BatchMode.NEVER, Double.NaN);
        double always = rates.getOrDefault(BatchMode.ALWAYS, Double.NaN);
        double auto = rates.getOrDefault(BatchMode.AUTO, Double.NaN);
        double ratio = auto / (rounded ? never : Math.max(never, always));
        reached &= ratio >= GOAL;
        System.out.printf(
                ROW, words, distance.toMillis(), never, always, auto, ratio, ratio >= GOAL ? "" : "  below " + GOAL);
    }
}
