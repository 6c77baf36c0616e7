package dev.memphis.benchmark.report;

import dev.memphis.benchmark.cell.Measurement;
import dev.memphis.benchmark.cell.Sink;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The table of loads of unusual size: each figure beside its ratio to the same sink's first load and to the ceiling. */
public final class ScaleTable {
    private static final String NONE = "–";

    private ScaleTable() {}

    /** Makes the table, a row for each load and sink. */
    public static Grid of(Results results) {
        Grid grid = new Grid(
                2,
                List.of(
                        "load",
                        "sink",
                        "events/s (median)",
                        "to the first load",
                        "of the ceiling",
                        "CPU s / 100,000",
                        "to the ceiling's",
                        "peak heap MB",
                        "live heap MB",
                        "live to the first load's",
                        "events"));
        for (Series row : results.series()) {
            Optional<Series> first = firstLike(results, row);
            Optional<Series> ceiling = ceiling(results, row);
            grid.row(List.of(
                    row.label(),
                    row.cell().sink().title(),
                    Tables.count(row.figure(Measurement::rate).median()),
                    Tables.ratio(row, first, Measurement::rate),
                    Tables.ratio(row, ceiling, Measurement::rate),
                    Tables.decimal(row.figure(Measurement::cpuPer100k).median()),
                    Tables.ratio(row, ceiling, Measurement::cpuPer100k),
                    heap(row, ScaleTable::peak),
                    heap(row, ScaleTable::live),
                    Tables.ratio(row, first, ScaleTable::live),
                    Tables.count(row.figure(Measurement::events).median())));
        }
        return grid;
    }

    private static double peak(Measurement round) {
        return round.peakHeapMegabytes() == null ? Double.NaN : round.peakHeapMegabytes();
    }

    private static double live(Measurement round) {
        return round.liveHeapMegabytes() == null ? Double.NaN : round.liveHeapMegabytes();
    }

    private static String heap(Series row, ToDoubleFunction<Measurement> value) {
        double median = row.figure(value).median();
        return Double.isNaN(median) ? NONE : Tables.count(median);
    }

    /** Returns the first load of the same sort (rows, columns, …) for the same sink. */
    private static Optional<Series> firstLike(Results results, Series row) {
        return results.series().stream()
                .filter(other ->
                        other.cell().sink() == row.cell().sink() && sort(other).equals(sort(row)))
                .findFirst();
    }

    private static String sort(Series row) {
        return row.label().replaceAll("[0-9,]+ ", "");
    }

    private static Optional<Series> ceiling(Results results, Series row) {
        return results.series().stream()
                .filter(other ->
                        other.cell().sink() == Sink.NOTHING && other.label().equals(row.label()))
                .findFirst();
    }
}
