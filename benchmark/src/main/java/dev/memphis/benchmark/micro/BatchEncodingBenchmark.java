package dev.memphis.benchmark.micro;

import dev.memphis.delivery.protocol.Bodies;
import dev.memphis.delivery.protocol.Produce;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The body of a batch of 500 flattened rows; the figure is for one event. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BatchEncodingBenchmark {
    private static final int EVENTS = 500;

    private Produce request;

    /** Makes the batch. */
    @Setup
    public void make() {
        List<byte[]> values = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            values.add(Samples.flat(i));
        }
        request = new Produce("station", values, Produce.Form.BATCH, "application/json", List.of(), false);
    }

    /** Makes its body once. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public List<byte[]> array() {
        return Bodies.of(request);
    }
}
