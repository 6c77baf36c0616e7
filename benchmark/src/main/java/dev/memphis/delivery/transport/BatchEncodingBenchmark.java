package dev.memphis.delivery.transport;

import dev.memphis.benchmark.micro.Samples;
import io.netty.buffer.ByteBuf;
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

/** The body of a batch of 500 flattened rows; the figure is for one event. In this package to reach it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BatchEncodingBenchmark {
    private static final int EVENTS = 500;

    private final List<byte[]> values = new ArrayList<>();

    @Setup
    public void make() {
        for (int i = 0; i < EVENTS; i++) {
            values.add(Samples.flat(i));
        }
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public ByteBuf array() {
        return Bodies.array(values);
    }
}
