package dev.memphis.benchmark;

import dev.memphis.benchmark.cell.Bench;
import dev.memphis.benchmark.source.Source;
import dev.memphis.testbed.Problem;
import dev.memphis.testbed.TemporaryFolder;
import dev.memphis.testbed.stock.Distribution;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;

/** A folder, a PostgreSQL and a bench for the time of a run; all of it is gone afterwards, also after Ctrl-C. */
final class Workshop implements AutoCloseable {
    private static final long MEGABYTES = 4096;

    private final TemporaryFolder folder;
    private final Source source;
    private final Bench bench;
    private final Thread onShutdown = new Thread(this::clean, "benchmark-end");

    private Workshop(TemporaryFolder folder, Source source, Bench bench) {
        this.folder = folder;
        this.source = source;
        this.bench = bench;
        Runtime.getRuntime().addShutdownHook(onShutdown);
    }

    /** Opens the workshop: fetches and unpacks the stock server where that has not been done, and starts PostgreSQL. */
    static Workshop open(RunOptions options) throws IOException, SQLException {
        TemporaryFolder folder = TemporaryFolder.make("memphis-benchmark-", MEGABYTES, "a benchmark");
        Path distribution = Distribution.of(property("debezium.version")).home();
        Source source = Source.start(folder.resolve("postgres"));
        Bench.Setup setup = new Bench.Setup(
                distribution,
                new Bench.Jars(
                        Path.of(property("memphis.sink.jar")), options.otherJar, Path.of(property("nothing.sink.jar"))),
                folder.path(),
                options.outside(),
                Duration.ofSeconds(options.cellSeconds),
                Duration.ofSeconds(options.httpSeconds),
                options.recordings());
        return new Workshop(folder, source, new Bench(setup, source));
    }

    /** @throws Problem if the script has not told it */
    static String property(String name) {
        String value = System.getProperty(name);
        if (value == null) {
            throw new Problem("-D" + name + " is missing; start with bin/benchmark");
        }
        return value;
    }

    Source source() {
        return source;
    }

    Bench bench() {
        return bench;
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(onShutdown);
        clean();
    }

    private void clean() {
        try {
            source.close();
        } catch (IOException e) {
            System.err.println("Ending PostgreSQL: " + e.getMessage());
        }
        folder.close();
    }
}
