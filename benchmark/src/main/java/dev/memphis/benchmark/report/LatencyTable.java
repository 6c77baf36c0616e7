package dev.memphis.benchmark.report;

import dev.memphis.benchmark.cell.Measurement;
import dev.memphis.benchmark.cell.Sink;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The table of latencies: each figure of a sink beside its ratio to that of the http sink's batches at the same load. */
public final class LatencyTable {
    private static final String NONE = "–";

    private LatencyTable() {}

    /** Returns the name of a load. */
    public static String label(int perSecond, int pollIntervalMillis) {
        return String.format("%,d/s, poll.interval.ms=%d", perSecond, pollIntervalMillis);
    }

    /** Makes the table, a row for each load and sink. */
    public static Grid of(Results results) {
        Grid grid = new Grid(
                3,
                List.of(
                        "load",
                        "gateway",
                        "sink",
                        "p50 ms (median)",
                        "to http's",
                        "p99 ms (median)",
                        "to http's",
                        "CPU s a minute",
                        "to http's"));
        for (Series row : results.series()) {
            Optional<Series> http = http(results, row);
            grid.row(List.of(
                    row.label(),
                    Tables.gateway(row.cell()),
                    row.cell().sink().title(),
                    figure(row, LatencyTable::p50),
                    Tables.ratio(row, http, LatencyTable::p50),
                    figure(row, Tables::p99),
                    Tables.ratio(row, http, Tables::p99),
                    figure(row, LatencyTable::cpuPerMinute),
                    Tables.ratio(row, http, LatencyTable::cpuPerMinute)));
        }
        return grid;
    }

    private static double p50(Measurement round) {
        return round.ofLatency(Measurement.Latency::p50);
    }

    private static double cpuPerMinute(Measurement round) {
        return round.seconds() > 0 ? round.cpuSeconds() * 60 / round.seconds() : Double.NaN;
    }

    private static String figure(Series row, ToDoubleFunction<Measurement> value) {
        double median = row.figure(value).median();
        return Double.isNaN(median) ? NONE : Tables.decimal(median);
    }

    private static Optional<Series> http(Results results, Series row) {
        return results.series().stream()
                .filter(other -> other.cell().sink() == Sink.HTTP_BATCH
                        && Objects.equals(other.cell().link(), row.cell().link())
                        && other.label().equals(row.label()))
                .findFirst();
    }
}
