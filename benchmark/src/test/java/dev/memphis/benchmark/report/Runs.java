package dev.memphis.benchmark.report;

import dev.memphis.benchmark.cell.Cell;
import dev.memphis.benchmark.cell.Kind;
import dev.memphis.benchmark.cell.Link;
import dev.memphis.benchmark.cell.Measurement;
import dev.memphis.benchmark.cell.Scenario;
import dev.memphis.benchmark.cell.Sink;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Results made up for tests. */
final class Runs {
    static final Link INSTANT = new Link(Link.Gateway.INSTANT, 0);

    private final List<Series> series = new ArrayList<>();

    /** Adds a snapshot of 1,001 flattened events in so many seconds a round. */
    Runs snapshot(Link link, Sink sink, double cpuSeconds, double... seconds) {
        return snapshot(Kind.FLAT, link, sink, cpuSeconds, seconds);
    }

    Runs snapshot(Kind kind, Link link, Sink sink, double cpuSeconds, double... seconds) {
        List<Measurement> rounds = new ArrayList<>();
        for (double time : seconds) {
            rounds.add(new Measurement(1_001, true, time, cpuSeconds, 100, 50, 1_001L, null));
        }
        series.add(new Series(new Cell(Scenario.SNAPSHOT, kind, link, sink), "", rounds));
        return this;
    }

    Runs stream(Sink sink, boolean keptUp, double p99) {
        Measurement round =
                new Measurement(1_001, keptUp, 1, 1, 100, 50, 1_001L, new Measurement.Latency(1_001, 1, 2, p99));
        series.add(new Series(new Cell(Scenario.STREAM, Kind.FLAT, INSTANT, sink), "", List.of(round)));
        return this;
    }

    Results results() {
        return new Results("2026-01-01T00:00:00Z", Map.of("cores", "2"), Map.of("rows", "1001"), series);
    }
}
