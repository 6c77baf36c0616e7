package dev.memphis.distribution;

import dev.memphis.testbed.stock.Distribution;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Packs both tarballs; Maven runs it once everything in them is built. */
@Command(name = "pack", description = "Packs the tarballs of the stock and of the slim server.")
public final class PackCommand implements Callable<Integer> {
    @Option(names = "--root", required = true, description = "The project's folder.")
    private Path root;

    @Option(names = "--version", required = true, description = "The project's version.")
    private String version;

    @Option(names = "--stock-version", required = true, description = "The version of the stock Debezium Server.")
    private String stockVersion;

    @Option(names = "--time", required = true, description = "The modification time of everything, ISO 8601.")
    private Instant time;

    @Option(names = "--output", required = true, description = "The folder for the tarballs.")
    private Path output;

    /**
     * Packs.
     *
     * @throws IllegalStateException if packing failed; what and why is on the error stream
     */
    public static void main(String[] arguments) {
        int code = new CommandLine(new PackCommand()).execute(arguments);
        if (code != 0) {
            throw new IllegalStateException("the tarballs were not packed; the reason stands above");
        }
    }

    @Override
    public Integer call() throws Exception {
        Layout layout = new Layout(root.toRealPath(), version);
        StockArchive stock = new StockArchive(Distribution.of(stockVersion).tarball());
        for (Tarball tarball : List.of(Tarball.stock(layout, stockVersion, stock), Tarball.slim(layout))) {
            Path file = output.resolve(tarball.name() + ".tar.gz");
            boolean written = tarball.writeTo(output, time);
            System.out.printf(
                    "%s: %,d MB%s%n",
                    file, Files.size(file) / 1_000_000, written ? "" : ", unchanged since it was packed");
        }
        return 0;
    }
}
