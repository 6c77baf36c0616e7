package dev.memphis.benchmark;

import dev.memphis.benchmark.cell.Cell;
import dev.memphis.benchmark.cell.Kind;
import dev.memphis.benchmark.cell.Link;
import dev.memphis.benchmark.cell.Measurement;
import dev.memphis.benchmark.cell.Scenario;
import dev.memphis.benchmark.cell.Sink;
import dev.memphis.benchmark.report.Series;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Measures cells in rounds, each cell once a round and there and back (first to last, last to first), so that what changes with
 * time meets all alike. Not thread-safe.
 */
final class Rounds {
    /** A cell with a label for cells that are otherwise alike. */
    record Labelled(Cell cell, String label) {
        /** Returns a cell for each sink at a gateway. */
        static List<Labelled> at(Link.Gateway gateway, Scenario scenario, Kind kind, List<Sink> sinks, String label) {
            Link link = new Link(gateway, 0);
            return sinks.stream()
                    .map(sink -> new Cell(scenario, kind, sink.sends() ? link : null, sink))
                    .map(cell -> new Labelled(cell, label))
                    .toList();
        }
    }

    /** Measures a cell once. */
    interface Measuring {
        Measurement measure(Labelled cell) throws Exception;
    }

    private final int rounds;
    private final Measuring measuring;

    Rounds(int rounds, Measuring measuring) {
        this.rounds = rounds;
        this.measuring = measuring;
    }

    List<Series> run(List<Labelled> cells) throws Exception {
        if (rounds > 1) {
            warmUp(cells);
        }
        Map<Labelled, List<Measurement>> measured = new LinkedHashMap<>();
        for (int round = 1; round <= rounds; round++) {
            for (Labelled cell : round % 2 == 1 ? cells : cells.reversed()) {
                Measurement measurement = measuring.measure(cell);
                measured.computeIfAbsent(cell, ignored -> new ArrayList<>()).add(measurement);
                System.out.println(line(round, cell, measurement));
            }
        }
        List<Series> series = new ArrayList<>();
        measured.forEach((cell, list) -> series.add(new Series(cell.cell(), cell.label(), List.copyOf(list))));
        return series;
    }

    /** The gateways of this process are new: the first cell at each of them is measured once more, and that does not count. */
    private void warmUp(List<Labelled> cells) throws Exception {
        Set<Link.Gateway> warm = EnumSet.of(Link.Gateway.OUTSIDE);
        for (Labelled cell : cells) {
            Link link = cell.cell().link();
            if (link != null && warm.add(link.gateway())) {
                measuring.measure(cell);
                System.out.println("warm-up: " + cell.cell());
            }
        }
    }

    private String line(int round, Labelled cell, Measurement seen) {
        String latency = seen.latency() == null
                ? ""
                : String.format(
                        Locale.ROOT,
                        ", p50 %.1f p95 %.1f p99 %.1f ms",
                        seen.latency().p50(),
                        seen.latency().p95(),
                        seen.latency().p99());
        return String.format(
                Locale.ROOT,
                "%d/%d  %s%s: %,d events in %.1f s, %,.0f/s, %.2f CPU s/100,000, heap %s MB%s%s",
                round,
                rounds,
                cell.cell(),
                cell.label().isEmpty() ? "" : " (" + cell.label() + ")",
                seen.events(),
                seen.seconds(),
                seen.rate(),
                seen.cpuPer100k(),
                seen.peakHeapMegabytes() == null ? "–" : seen.peakHeapMegabytes(),
                latency,
                seen.whole() ? "" : " (not all)");
    }
}
