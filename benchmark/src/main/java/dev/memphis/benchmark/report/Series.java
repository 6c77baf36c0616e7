package dev.memphis.benchmark.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.memphis.benchmark.cell.Cell;
import dev.memphis.benchmark.cell.Measurement;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A cell and what was measured of it in each round. Immutable.
 *
 * @param label tells cells apart that are otherwise alike, such as by the number of rows; empty in the usual run
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Series(Cell cell, String label, List<Measurement> rounds) {
    /** A figure of all rounds. */
    public record Figure(double median, double least, double most) {
        /** Returns the figure of some numbers, at least one. */
        public static Figure of(double[] values) {
            double[] sorted = java.util.Arrays.stream(values).sorted().toArray();
            int middle = sorted.length / 2;
            double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
            return new Figure(median, sorted[0], sorted[sorted.length - 1]);
        }
    }

    Figure figure(ToDoubleFunction<Measurement> value) {
        return Figure.of(rounds.stream().mapToDouble(value).toArray());
    }

    /** Returns the ratio to another cell: of each round to the same round, since the machine changes with time. */
    Figure ratio(Series to, ToDoubleFunction<Measurement> value) {
        int both = Math.min(rounds.size(), to.rounds().size());
        double[] ratios = new double[both];
        for (int i = 0; i < both; i++) {
            ratios[i] = value.applyAsDouble(rounds.get(i))
                    / value.applyAsDouble(to.rounds().get(i));
        }
        return Figure.of(ratios);
    }

    boolean whole() {
        return rounds.stream().allMatch(Measurement::whole);
    }
}
