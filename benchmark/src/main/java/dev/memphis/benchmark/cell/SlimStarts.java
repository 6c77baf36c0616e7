package dev.memphis.benchmark.cell;

import dev.memphis.benchmark.source.Source;
import dev.memphis.benchmark.wire.Arrivals;
import dev.memphis.testbed.Problem;
import dev.memphis.testbed.stock.ServerOptions;
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
    private static final Cell CELL =
            new Cell(Scenario.SNAPSHOT, Kind.FLAT, new Link(Link.Gateway.INSTANT, 0), Sink.AUTO);

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
                InstantReceiver receiver = new InstantReceiver()) {
            training.start(properties(receiver, "training"), Map.of(), "--train");
            await(training, receiver);
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
                InstantReceiver receiver = new InstantReceiver()) {
            long start = Arrivals.micros();
            started.start(properties(receiver, slot));
            await(started, receiver);
            Duration cpu = started.handle().info().totalCpuDuration().orElse(Duration.ZERO);
            started.kill();
            source.forget(slot);
            Receiver.Arrived arrived = receiver.arrived();
            return new Seen(
                    (arrived.firstMicros() - start) / 1e6, arrived.events() / arrived.seconds(), cpu.toMillis() / 1e3);
        }
    }

    private void await(StockServer started, Receiver receiver) throws InterruptedException {
        if (!new Watch(started, receiver, CELL).receive(rows, PATIENCE, PATIENCE)) {
            throw new Problem("The server has not delivered its snapshot in " + PATIENCE.toMinutes() + " minutes");
        }
    }

    private Map<String, String> properties(GatewayReceiver receiver, String slot) {
        Map<String, String> properties = new TreeMap<>(source.properties("public." + table, slot, "initial"));
        properties.putAll(CELL.kind().properties());
        properties.putAll(CELL.sink().properties(receiver.gateway(), receiver.station()));
        properties.putAll(ServerOptions.health(0));
        return properties;
    }
}
