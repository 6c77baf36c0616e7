package dev.memphis.benchmark.micro;

import dev.memphis.delivery.fidelity.FidelityGuard;
import dev.memphis.delivery.fidelity.RoundedFields;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** May an event travel in a batch? One look at one event. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FidelityGuardBenchmark {
    @Param({"flat", "envelope", "schema"})
    public String event;

    /** A place that may be rounded, or none. */
    @Param({"", "ts_ns"})
    public String rounded;

    private FidelityGuard guard;
    private byte[] json;

    /** Makes the event. */
    @Setup
    public void make() {
        guard = new FidelityGuard(new RoundedFields(
                rounded.isEmpty() ? List.of() : List.of(List.of(rounded), List.of("source", rounded))));
        json = switch (event) {
            case "flat" -> Samples.flat(1);
            case "envelope" -> Samples.envelope(1);
            default -> Samples.schema(1);
        };
    }

    /** Looks at it once. */
    @Benchmark
    public boolean keeps() {
        return guard.keeps(json);
    }
}
