package dev.memphis.benchmark;

import dev.memphis.benchmark.cell.Cell;
import dev.memphis.benchmark.cell.Kind;
import dev.memphis.benchmark.cell.Link;
import dev.memphis.benchmark.cell.Scenario;
import dev.memphis.benchmark.cell.Sink;
import java.util.ArrayList;
import java.util.List;

/** Which cells are measured, in which order. Immutable. */
record Matrix(List<Scenario> scenarios, List<Kind> kinds, List<Link> links, List<Sink> sinks) {
    /** Returns the cells of one round. The ceiling needs no gateway and is measured once for each kind. */
    List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        for (Scenario scenario : scenarios) {
            for (Kind kind : kinds) {
                if (sinks.contains(Sink.NOTHING)) {
                    cells.add(new Cell(scenario, kind, null, Sink.NOTHING));
                }
                for (Link link : links) {
                    sinks.stream().filter(Sink::sends).forEach(sink -> cells.add(new Cell(scenario, kind, link, sink)));
                }
            }
        }
        return cells;
    }
}
