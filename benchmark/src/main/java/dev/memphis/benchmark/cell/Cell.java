package dev.memphis.benchmark.cell;

/**
 * One thing to measure. Immutable.
 *
 * @param road null for the sink that does nothing
 */
public record Cell(Scenario scenario, Kind kind, Road road, Sink sink) {
    @Override
    public String toString() {
        return (scenario == Scenario.SNAPSHOT ? "" : "stream, ") + kind.title() + ", "
                + (road == null ? "" : road.title() + ", ") + sink.title();
    }
}
