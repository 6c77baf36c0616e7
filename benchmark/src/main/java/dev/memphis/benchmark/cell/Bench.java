package dev.memphis.benchmark.cell;

import dev.memphis.benchmark.source.ChangeStream;
import dev.memphis.benchmark.source.Rows;
import dev.memphis.benchmark.source.Source;
import dev.memphis.benchmark.wire.DelayProxy;
import dev.memphis.testbed.Disk;
import dev.memphis.testbed.Problem;
import dev.memphis.testbed.stock.ServerOptions;
import dev.memphis.testbed.stock.StockServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Measures cells, one after the other, each with a server, a gateway and a replication slot of its own. Not thread-safe. */
public final class Bench {
    private static final Duration START = Duration.ofSeconds(90);
    /** What all servers get alike: a heap as in a usual container. */
    private static final String HEAP = "-Xmx1g";

    /**
     * What all cells share. Immutable.
     *
     * @param jars the Memphis sink's jar, another one to compare it with (null for none), and that of the sink that does nothing
     * @param folder for the servers
     * @param outside null where no running Memphis is measured
     * @param patience how long a cell is measured at the most
     * @param httpPatience the same for a snapshot by the http sink one by one, which takes a round trip for each event
     * @param recordings where to put a flight recording of each server; null for none
     */
    public record Setup(
            Path distribution,
            Jars jars,
            Path folder,
            @Nullable Outside outside,
            Duration patience,
            Duration httpPatience,
            @Nullable Path recordings) {}

    public record Jars(Path memphis, @Nullable Path other, Path nothing) {}

    /** A running Memphis. */
    public record Outside(URI gateway, URI management, String rootPassword) {}

    /**
     * What the source holds for a cell. Immutable.
     *
     * @param tables to capture, as Debezium's table.include.list
     * @param rows how many there are to snapshot
     * @param pace how changes come; null where none do
     * @param properties that the server is told in addition; an empty one takes back what it would be told otherwise
     */
    public record Load(String tables, long rows, ChangeStream.@Nullable Pace pace, Map<String, String> properties) {
        long events() {
            return pace == null ? rows : pace.changes();
        }
    }

    private final Setup setup;
    private final Source source;
    private int cells;

    /** Makes one that measures cell after cell with the same source. */
    public Bench(Setup setup, Source source) {
        this.setup = setup;
        this.source = source;
    }

    /**
     * Measures a cell once.
     *
     * @throws Problem if the server ends or nothing arrives
     */
    public Measurement measure(Cell cell, Load load) throws Exception {
        cells++;
        String slot = "cell_" + cells;
        Path folder = Files.createDirectories(setup.folder().resolve(slot));
        try {
            return cell.link() == null
                    ? measureAlone(cell, load, folder, slot)
                    : measureBehind(cell.link(), cell, load, folder, slot);
        } finally {
            source.forget(slot);
            Disk.delete(folder);
        }
    }

    private Measurement measureAlone(Cell cell, Load load, Path folder, String slot) throws Exception {
        try (Receiver receiver = new NothingReceiver(folder.resolve("tally"))) {
            return measure(
                    cell, load, new Parts(folder, slot, receiver, cell.sink().properties()));
        }
    }

    private Measurement measureBehind(Link link, Cell cell, Load load, Path folder, String slot) throws Exception {
        try (GatewayReceiver receiver = receiver(link.gateway(), slot, load);
                DelayProxy proxy = proxy(link, receiver.gateway())) {
            URI gateway = proxy == null ? receiver.gateway() : proxy.uri();
            return measure(
                    cell, load, new Parts(folder, slot, receiver, cell.sink().properties(gateway, receiver.station())));
        }
    }

    /** @param sinkProperties what the server is told of its sink */
    private record Parts(Path folder, String slot, Receiver receiver, Map<String, String> sinkProperties) {
        Path heapLog() {
            return folder.resolve("gc.log");
        }
    }

    private GatewayReceiver receiver(Link.Gateway gateway, String name, Load load)
            throws IOException, InterruptedException {
        return switch (gateway) {
            case INSTANT -> new InstantReceiver();
            case EMULATOR -> new EmulatorReceiver();
            case OUTSIDE ->
                new OutsideReceiver(
                        Objects.requireNonNull(setup.outside(), "a running Memphis"),
                        "benchmark-" + Long.toString(System.currentTimeMillis(), 36) + "-" + name.replace('_', '-'),
                        load.pace());
        };
    }

    private static @Nullable DelayProxy proxy(Link link, URI gateway) throws IOException {
        return link.roundTripMillis() > 0 ? DelayProxy.start(gateway, Duration.ofMillis(link.roundTripMillis())) : null;
    }

    private Measurement measure(Cell cell, Load load, Parts parts) throws Exception {
        try (StockServer server = StockServer.layOut(
                setup.distribution(), jars(cell.sink()), parts.folder().resolve("server"))) {
            server.start(
                    properties(cell, load, parts),
                    Map.of("DEBEZIUM_OPTS", String.join(" ", javaOptions(cell, load, parts))));
            Watch watch = new Watch(server, parts.receiver(), cell);
            Duration behind = Duration.ZERO;
            if (load.pace() != null) {
                watch.await(() -> source.streams(parts.slot()), START, "the server reads the log");
                behind = source.changes("stream", Rows.USUAL, load.pace()).run();
            }
            boolean whole = watch.receive(load.events(), START, patience(cell));
            FullCollection.of(server.handle());
            Measurement measured = watch.measured(whole && behind.toMillis() < 1000, HeapLog.read(parts.heapLog()));
            end(server);
            return measured;
        }
    }

    private Duration patience(Cell cell) {
        boolean slow = cell.sink() == Sink.HTTP && cell.scenario() == Scenario.SNAPSHOT;
        return slow ? setup.httpPatience() : setup.patience();
    }

    private void end(StockServer server) throws InterruptedException {
        if (setup.recordings() == null) {
            server.kill();
        } else {
            // A recording is written when the machine ends in order.
            server.stop();
        }
    }

    private List<Path> jars(Sink sink) {
        if (sink == Sink.NOTHING) {
            return List.of(setup.jars().nothing());
        }
        if (sink.isOther()) {
            return List.of(Objects.requireNonNull(setup.jars().other(), "another jar of the sink"));
        }
        return sink.isMemphis() ? List.of(setup.jars().memphis()) : List.of();
    }

    private Map<String, String> properties(Cell cell, Load load, Parts parts) {
        String mode = load.pace() == null ? "initial" : "no_data";
        Map<String, String> properties = new TreeMap<>(source.properties(load.tables(), parts.slot(), mode));
        properties.putAll(cell.kind().properties());
        properties.putAll(parts.sinkProperties());
        // The server's default, but the http sink wants to read it.
        properties.put("debezium.format.value", "json");
        properties.putAll(ServerOptions.health(0));
        properties.putAll(load.properties());
        properties.values().removeIf(String::isEmpty);
        return properties;
    }

    private List<String> javaOptions(Cell cell, Load load, Parts parts) {
        List<String> options = new ArrayList<>(List.of(HEAP, "-Xlog:gc:file=" + parts.heapLog()));
        if (cell.sink() == Sink.NOTHING) {
            options.add("-Dnothing.tally=" + parts.folder().resolve("tally"));
            options.add("-Dnothing.timed=" + (load.pace() != null));
        }
        if (setup.recordings() != null) {
            String name = cells + "-" + cell.toString().replaceAll("[^a-z0-9]+", "-") + ".jfr";
            options.add("-XX:StartFlightRecording=settings=profile,jdk.Compilation#threshold=0ms,filename="
                    + setup.recordings().resolve(name));
        }
        return options;
    }

    /** Thrown by what is waited for. */
    interface Question {
        boolean yes() throws SQLException;
    }
}
