package dev.memphis.benchmark.cell;

import dev.memphis.benchmark.source.Source;
import dev.memphis.benchmark.wire.Arrivals;
import dev.memphis.benchmark.wire.InstantGateway;
import dev.memphis.testbed.Problem;
import dev.memphis.testbed.stock.StockServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Starts of the slim server with a snapshot to deliver, before the instant gateway. Not thread-safe. */
public final class SlimStarts {
    private static final String LEARNT = "server.aot";
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final long LOOK_AGAIN_MS = 2;

    /** What one start showed: seconds until the first event, events a second from then on, and processor seconds in all. */
    public record Seen(double first, double rate, double cpu) {}

    private final Path server;
    private final Path folder;
    private final Source source;
    private final String table;
    private final long rows;

    /**
     * @param server the unpacked slim server; it is not changed
     * @param folder for what is laid out of it
     * @param rows how many the table has
     */
    public SlimStarts(Path server, Path folder, Source source, String table, long rows) {
        this.server = server;
        this.folder = folder;
        this.source = source;
        this.table = table;
        this.rows = rows;
    }

    /**
     * Has the server learn while it delivers the snapshot; returns what run.sh made of that.
     *
     * @throws Problem if it made nothing
     */
    public Path train() throws Exception {
        StockServer training = lay("training");
        try (training;
                InstantGateway gateway = InstantGateway.start()) {
            training.start(properties(gateway, "training"), Map.of(), "--train");
            await(training, gateway);
            training.terminate();
            if (training.awaitEnd(PATIENCE) != 0) {
                throw new Problem("The training run failed; the end of its log: " + training.logged());
            }
            source.forget("training");
        }
        return training.folder().resolve(LEARNT);
    }

    /** Starts the server as it was unpacked. */
    public Seen without(String name) throws Exception {
        return measure(lay(name));
    }

    /** Starts it with what a training run has made. */
    public Seen with(Path learnt, String name) throws Exception {
        StockServer started = lay(name);
        Files.copy(learnt, started.folder().resolve(LEARNT), StandardCopyOption.COPY_ATTRIBUTES);
        return measure(started);
    }

    private StockServer lay(String name) {
        return StockServer.layOut(server, List.of(), folder.resolve(name));
    }

    private Seen measure(StockServer started) throws Exception {
        String slot = started.folder().getFileName().toString();
        try (started;
                InstantGateway gateway = InstantGateway.start()) {
            long start = Arrivals.micros();
            started.start(properties(gateway, slot));
            await(started, gateway);
            Duration cpu = started.handle().info().totalCpuDuration().orElse(Duration.ZERO);
            started.kill();
            source.forget(slot);
            Arrivals.Look look = gateway.arrivals().look();
            return new Seen(
                    (look.firstMicros() - start) / 1e6,
                    look.events() / ((look.lastMicros() - look.firstMicros()) / 1e6),
                    cpu.toMillis() / 1e3);
        }
    }

    private void await(StockServer started, InstantGateway gateway) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (gateway.arrivals().look().events() < rows) {
            if (!started.isAlive() || System.nanoTime() - end > 0) {
                throw new Problem("The server has not delivered its snapshot; its log: " + started.logged());
            }
            Thread.sleep(LOOK_AGAIN_MS);
        }
    }

    private Map<String, String> properties(InstantGateway gateway, String slot) {
        Map<String, String> properties = new TreeMap<>(source.properties("public." + table, slot, "initial"));
        properties.putAll(Kind.FLAT.properties());
        properties.putAll(Sink.AUTO.properties(gateway.uri(), "benchmark"));
        properties.put("quarkus.http.host", "127.0.0.1");
        properties.put("quarkus.http.port", "0");
        return properties;
    }
}
