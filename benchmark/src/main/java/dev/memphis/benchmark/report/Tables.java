package dev.memphis.benchmark.report;

import dev.memphis.benchmark.cell.Cell;
import dev.memphis.benchmark.cell.Kind;
import dev.memphis.benchmark.cell.Link;
import dev.memphis.benchmark.cell.Measurement;
import dev.memphis.benchmark.cell.Scenario;
import dev.memphis.benchmark.cell.Sink;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The tables of a run. No figure stands without its ratio. Stateless. */
public final class Tables {
    private static final String NONE = "–";

    private Tables() {}

    /** Returns a table for each scenario and kind of event that was measured. */
    public static String of(Results results) {
        StringBuilder text = new StringBuilder();
        for (Kind kind : Kind.values()) {
            add(text, results, Scenario.SNAPSHOT, kind, Tables::rates);
        }
        for (Kind kind : Kind.values()) {
            add(text, results, Scenario.STREAM, kind, Tables::latencies);
        }
        return text.toString();
    }

    private static void add(
            StringBuilder text, Results results, Scenario scenario, Kind kind, Function<List<Series>, Grid> table) {
        List<Series> rows = results.series().stream()
                .filter(series ->
                        series.cell().scenario() == scenario && series.cell().kind() == kind)
                .toList();
        if (!rows.isEmpty()) {
            String title = scenario == Scenario.SNAPSHOT ? "Snapshot" : "Stream";
            text.append("**").append(title).append(", ").append(kind.title()).append("**\n\n");
            text.append(table.apply(rows)).append('\n');
        }
    }

    private static Grid rates(List<Series> rows) {
        Optional<Series> ceiling = ceiling(rows);
        Grid grid = new Grid(
                2,
                List.of(
                        "gateway",
                        "sink",
                        "events/s (median)",
                        "least–most",
                        "of the ceiling",
                        "to http one by one",
                        "CPU s / 100,000",
                        "to the ceiling's",
                        "peak heap MB",
                        "to the ceiling's",
                        "requests / event",
                        "events"));
        for (Series row : rows) {
            Series.Figure rate = row.figure(Measurement::rate);
            grid.row(List.of(
                    gateway(row.cell()),
                    row.cell().sink().title(),
                    count(rate.median()),
                    count(rate.least()) + "–" + count(rate.most()),
                    ratio(row, ceiling, Measurement::rate),
                    ratio(row, find(rows, row.cell().link(), Sink.HTTP), Measurement::rate),
                    decimal(row.figure(Measurement::cpuPer100k).median()),
                    ratio(row, ceiling, Measurement::cpuPer100k),
                    heap(row),
                    heapRatio(row, ceiling),
                    requests(row),
                    count(row.figure(Measurement::events).median())));
        }
        return grid;
    }

    private static Grid latencies(List<Series> rows) {
        Grid grid = new Grid(
                2,
                List.of(
                        "gateway",
                        "sink",
                        "p50 ms",
                        "p95 ms",
                        "p99 ms (median)",
                        "least–most",
                        "p99 to http one by one",
                        "kept up",
                        "CPU s / 100,000",
                        "to http one by one",
                        "requests / event",
                        "events"));
        for (Series row : rows) {
            if (row.rounds().stream().allMatch(round -> round.latency() == null)) {
                continue;
            }
            Optional<Series> http = find(rows, row.cell().link(), Sink.HTTP);
            Series.Figure last = row.figure(Tables::p99);
            grid.row(List.of(
                    gateway(row.cell()),
                    row.cell().sink().title(),
                    decimal(row.figure(round -> round.ofLatency(Measurement.Latency::p50))
                            .median()),
                    decimal(row.figure(round -> round.ofLatency(Measurement.Latency::p95))
                            .median()),
                    decimal(last.median()),
                    decimal(last.least()) + "–" + decimal(last.most()),
                    ratio(row, http, Tables::p99),
                    row.whole() ? "yes" : "no",
                    decimal(row.figure(Measurement::cpuPer100k).median()),
                    ratio(row, http, Measurement::cpuPer100k),
                    requests(row),
                    count(row.figure(round -> round.ofLatency(Measurement.Latency::events))
                            .median())));
        }
        return grid;
    }

    static double p99(Measurement round) {
        return round.ofLatency(Measurement.Latency::p99);
    }

    private static Optional<Series> ceiling(List<Series> rows) {
        return find(rows, null, Sink.NOTHING);
    }

    private static Optional<Series> find(List<Series> rows, @Nullable Link link, Sink sink) {
        return rows.stream()
                .filter(row ->
                        row.cell().sink() == sink && Objects.equals(row.cell().link(), link))
                .findFirst();
    }

    static String gateway(Cell cell) {
        return cell.link() == null ? NONE : cell.link().title();
    }

    static String ratio(Series row, Optional<Series> to, ToDoubleFunction<Measurement> value) {
        return to.map(other -> row.ratio(other, value).median())
                .filter(ratio -> !ratio.isNaN())
                .map(Tables::decimal)
                .orElse(NONE);
    }

    private static String heap(Series row) {
        return row.rounds().stream().allMatch(round -> round.peakHeapMegabytes() != null)
                ? count(row.figure(Measurement::peakHeapMegabytes).median())
                : NONE;
    }

    private static String heapRatio(Series row, Optional<Series> ceiling) {
        return heap(row).equals(NONE) || ceiling.map(Tables::heap).orElse(NONE).equals(NONE)
                ? NONE
                : ratio(row, ceiling, Measurement::peakHeapMegabytes);
    }

    private static String requests(Series row) {
        return row.rounds().stream().allMatch(round -> round.requests() != null)
                ? decimal(row.figure(Tables::requestsPerEvent).median())
                : NONE;
    }

    private static double requestsPerEvent(Measurement round) {
        return round.requests() == null ? Double.NaN : (double) round.requests() / round.events();
    }

    static String count(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    static String decimal(double value) {
        return String.format(
                Locale.ROOT, Math.abs(value) < 0.0995 ? "%.3f" : Math.abs(value) < 99.5 ? "%.2f" : "%,.0f", value);
    }
}
