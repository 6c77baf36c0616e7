package dev.memphis.benchmark;

import dev.memphis.benchmark.Rounds.Labelled;
import dev.memphis.benchmark.cell.Bench;
import dev.memphis.benchmark.cell.Kind;
import dev.memphis.benchmark.cell.Link;
import dev.memphis.benchmark.cell.Scenario;
import dev.memphis.benchmark.cell.Sink;
import dev.memphis.benchmark.report.LatencyTable;
import dev.memphis.benchmark.report.Series;
import dev.memphis.benchmark.source.ChangeStream;
import dev.memphis.benchmark.source.Rows;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bin/benchmark latency}: how fresh a change is when it arrives, by rate and by Debezium's poll interval. */
@Command(
        name = "latency",
        sortOptions = false,
        description =
                "Measures the time from a commit to arrival at the instant gateway, at steady rates of changes and with"
                        + " several values of Debezium's poll.interval.ms, for the http sink in batches and this sink."
                        + " With --gateway at that running Memphis as well: there a change has arrived when it can be"
                        + " read back through the gateway.")
final class LatencyCommand implements Callable<Integer> {
    private static final String TABLE = "stream";

    @Option(
            names = "--rates",
            split = ",",
            paramLabel = "N",
            defaultValue = "10,200,2000",
            description = "Changes a second (default: ${DEFAULT-VALUE}).")
    private List<Integer> rates;

    @Option(
            names = "--poll-intervals",
            split = ",",
            paramLabel = "MS",
            defaultValue = "500,50,10",
            description = "Values of poll.interval.ms (default: ${DEFAULT-VALUE}; Debezium's own is 500).")
    private List<Integer> pollIntervals;

    @Option(
            names = "--sinks",
            split = ",",
            paramLabel = "NAME",
            defaultValue = "HTTP_BATCH,AUTO",
            description = "Of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private List<Sink> sinks;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "20",
            description = "How long changes are measured, after 10 s that are not (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Mixin
    private RunOptions run;

    @Override
    public Integer call() throws Exception {
        run.check();
        check();
        Instant began = Instant.now();
        List<Series> series = new ArrayList<>();
        try (Workshop workshop = Workshop.open(run)) {
            for (int rate : rates) {
                for (int interval : pollIntervals) {
                    Bench.Load load = load(rate, interval);
                    Rounds rounds = new Rounds(run.rounds, cell -> {
                        workshop.source().table(TABLE, Rows.USUAL, 0);
                        return workshop.bench().measure(cell.cell(), load);
                    });
                    String label = LatencyTable.label(rate, interval);
                    series.addAll(rounds.run(cells(label)));
                }
            }
        }
        run.report(began, series, LatencyTable::of);
        return 0;
    }

    private List<Labelled> cells(String label) {
        List<Labelled> cells = new ArrayList<>(at(Link.Gateway.INSTANT, label));
        if (run.gateway != null) {
            cells.addAll(at(Link.Gateway.OUTSIDE, label));
        }
        return cells;
    }

    private List<Labelled> at(Link.Gateway gateway, String label) {
        return Labelled.at(gateway, Scenario.STREAM, Kind.FLAT, sinks, label);
    }

    private void check() {
        if (rates.stream().anyMatch(rate -> rate < 1)
                || pollIntervals.stream().anyMatch(interval -> interval < 1)
                || seconds < 1) {
            throw run.wrong("--rates, --poll-intervals and --seconds are at least 1");
        }
    }

    private Bench.Load load(int rate, int interval) {
        return new Bench.Load(
                "public." + TABLE,
                0,
                new ChangeStream.Pace(rate, Duration.ofSeconds(10), Duration.ofSeconds(seconds)),
                Map.of("debezium.source.poll.interval.ms", String.valueOf(interval)));
    }
}
