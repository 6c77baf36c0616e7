package dev.memphis.benchmark;

import dev.memphis.benchmark.Rounds.Labelled;
import dev.memphis.benchmark.cell.Link;
import dev.memphis.benchmark.cell.Scenario;
import dev.memphis.benchmark.report.ScaleTable;
import dev.memphis.benchmark.report.Series;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bin/benchmark scale}: more rows, more stations, larger events, more columns, on the instant gateway. */
@Command(
        name = "scale",
        sortOptions = false,
        description = "Measures loads of unusual size on the instant gateway: rows, columns, stations, events of 1 MB."
                + " Without options all of them, one round of which takes half an hour.")
final class ScaleCommand implements Callable<Integer> {
    @Option(
            names = "--rows",
            split = ",",
            paramLabel = "N",
            defaultValue = "1000000,2000000,4000000",
            description = "Snapshots of so many rows; 0 for none (default: ${DEFAULT-VALUE}).")
    private List<Long> rows;

    @Option(
            names = "--columns",
            split = ",",
            paramLabel = "N",
            defaultValue = "24,200",
            description = "Rows of so many columns; 0 for none (default: ${DEFAULT-VALUE}).")
    private List<Integer> columns;

    @Option(
            names = "--column-rows",
            paramLabel = "N",
            defaultValue = "50000",
            description = "How many of those rows (default: ${DEFAULT-VALUE}).")
    private long columnRows;

    @Option(
            names = "--stations",
            paramLabel = "N",
            defaultValue = "10000",
            description = "So many tables, each with a station of its own; 0 for none (default: ${DEFAULT-VALUE}).")
    private int stations;

    @Option(
            names = "--megabyte-events",
            paramLabel = "N",
            defaultValue = "1000",
            description = "So many events of 1 MB; 0 for none (default: ${DEFAULT-VALUE}).")
    private long megabytes;

    @Mixin
    private RunOptions run;

    @Override
    public Integer call() throws Exception {
        run.check();
        Instant began = Instant.now();
        List<Series> series = new ArrayList<>();
        try (Workshop workshop = Workshop.open(run)) {
            for (Trial trial : trials()) {
                trial.preparation().prepare(workshop.source());
                Rounds rounds = new Rounds(run.rounds, cell -> workshop.bench().measure(cell.cell(), trial.load()));
                series.addAll(rounds.run(Labelled.at(
                        Link.Gateway.INSTANT, Scenario.SNAPSHOT, trial.kind(), trial.sinks(), trial.label())));
            }
        }
        run.report(began, series, ScaleTable::of);
        return 0;
    }

    private List<Trial> trials() {
        List<Trial> trials = new ArrayList<>();
        rows.stream().filter(count -> count > 0).map(Trial::rows).forEach(trials::add);
        columns.stream()
                .filter(count -> count > 0)
                .map(count -> Trial.columns(count, columnRows))
                .forEach(trials::add);
        if (megabytes > 0) {
            trials.add(Trial.megabytes(megabytes));
        }
        if (stations > 0) {
            trials.add(Trial.stations(stations));
        }
        return trials;
    }
}
