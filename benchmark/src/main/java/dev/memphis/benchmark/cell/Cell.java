package dev.memphis.benchmark.cell;

import org.jspecify.annotations.Nullable;

/**
 * One thing to measure. Immutable.
 *
 * @param link null for the sink that does nothing
 */
public record Cell(Scenario scenario, Kind kind, @Nullable Link link, Sink sink) {
    @Override
    public String toString() {
        return (scenario == Scenario.SNAPSHOT ? "" : "stream, ") + kind.title() + ", "
                + (link == null ? "" : link.title() + ", ") + sink.title();
    }
}
