package dev.memphis.benchmark.micro;

import dev.memphis.delivery.EventStream;
import dev.memphis.delivery.event.Event;
import dev.memphis.delivery.event.Origin;
import dev.memphis.delivery.turns.GatewayTurns;
import dev.memphis.delivery.writer.DeliveryListener;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Everything that delivery does for a handled batch of 2,048 flattened rows but send it: lanes, packing, the guard, windows,
 * the receipt. The figure is for one event.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DeliveryBenchmark {
    private static final int EVENTS = 2_048;

    @Param({"never", "always", "auto"})
    public String mode;

    private final List<Event> events = new ArrayList<>();
    private EventStream stream;

    /** Makes events and a delivery that is open. */
    @Setup
    public void make() throws InterruptedException {
        InlineLoop loop = new InlineLoop();
        stream = new EventStream(
                Configurations.of(mode),
                loop,
                new ReadyTransport(loop),
                Clock.systemUTC(),
                new Random(1),
                new GatewayTurns(),
                Optional.empty(),
                DeliveryListener.NONE);
        stream.open(Duration.ofSeconds(1));
        for (int i = 0; i < EVENTS; i++) {
            String row = new String(Samples.flat(i), StandardCharsets.UTF_8);
            events.add(new Event("station", "key " + i, row, "application/json", List.of(), new Nowhere()));
        }
    }

    private record Nowhere() implements Origin {
        @Override
        public String words() {
            return "nowhere";
        }
    }

    /** Delivers the events and waits until the last is settled. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public void deliver() throws InterruptedException {
        stream.offer(events);
        stream.await(() -> stream.settled() == stream.taken(), Duration.ofSeconds(10));
    }
}
