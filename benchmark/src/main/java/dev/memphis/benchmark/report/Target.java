package dev.memphis.benchmark.report;

import dev.memphis.benchmark.cell.Kind;
import java.util.Locale;

/**
 * A ratio that must be reached, and what it was in this run. Immutable.
 *
 * @param atLeast true for a lower bound, false for an upper one
 */
public record Target(String name, Kind kind, double wanted, boolean atLeast, Series.Figure seen) {
    /** Says whether it holds, by the median of the rounds. */
    public boolean holds() {
        return atLeast ? seen.median() >= wanted : seen.median() <= wanted;
    }

    String bound() {
        return (atLeast ? "≥ " : "≤ ") + String.format(Locale.ROOT, "%.2f", wanted);
    }
}
