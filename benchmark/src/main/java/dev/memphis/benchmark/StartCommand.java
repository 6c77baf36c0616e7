package dev.memphis.benchmark;

import dev.memphis.benchmark.cell.SlimStarts;
import dev.memphis.benchmark.source.Rows;
import dev.memphis.benchmark.source.Source;
import dev.memphis.testbed.TemporaryFolder;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bin/benchmark start}: what a training run of the slim server brings. */
@Command(
        name = "start",
        sortOptions = false,
        description =
                "Measures how long the slim server takes from its start until the first event is at the instant gateway, and"
                        + " the rate of a snapshot from then on, without and with what run.sh --train has made. Needs Java 25.")
final class StartCommand implements Callable<Integer> {
    private static final String TABLE = "items";
    private static final int MEGABYTES = 1500;

    @Option(names = "--server", paramLabel = "FOLDER", required = true, description = "The unpacked slim server.")
    private Path server;

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "200000",
            description = "Rows of the snapshot (default: ${DEFAULT-VALUE}).")
    private long rows;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "How often each is measured, in turn with the other (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (rows < 2 || rounds < 1) {
            throw new ParameterException(spec.commandLine(), "--rows is at least 2, --rounds at least 1");
        }
        try (TemporaryFolder folder = TemporaryFolder.make("memphis-benchmark-", MEGABYTES, "a benchmark");
                Source source = Source.start(folder.resolve("postgres"))) {
            source.table(TABLE, Rows.USUAL, rows);
            SlimStarts starts = new SlimStarts(server, folder.path(), source, TABLE, rows);
            Path learnt = starts.train();
            System.out.println("round  learnt  first event s  events/s  CPU s");
            for (int round = 1; round <= rounds; round++) {
                print(round, "no", starts.without("without_" + round));
                print(round, "yes", starts.with(learnt, "with_" + round));
            }
        }
        return 0;
    }

    private static void print(int round, String learnt, SlimStarts.Seen seen) {
        System.out.printf(
                Locale.ROOT,
                "%5d  %-6s  %13.2f  %,8.0f  %5.1f%n",
                round,
                learnt,
                seen.first(),
                seen.rate(),
                seen.cpu());
    }
}
