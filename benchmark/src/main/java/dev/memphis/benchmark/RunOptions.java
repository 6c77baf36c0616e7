package dev.memphis.benchmark;

import dev.memphis.benchmark.cell.Bench;
import dev.memphis.benchmark.report.Grid;
import dev.memphis.benchmark.report.Machine;
import dev.memphis.benchmark.report.Results;
import dev.memphis.benchmark.report.Series;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Options that every run with servers has. */
final class RunOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "How often each cell is measured, in turn with the others (default: ${DEFAULT-VALUE}).")
    int rounds;

    @Option(
            names = "--cell-seconds",
            paramLabel = "S",
            defaultValue = "60",
            description = "How long a cell is measured at the most; what has not arrived by then does not count"
                    + " (default: ${DEFAULT-VALUE}).")
    int cellSeconds;

    @Option(
            names = "--http-seconds",
            paramLabel = "S",
            defaultValue = "20",
            description = "How long the http sink is measured one by one at the most: behind 50 ms the whole would take"
                    + " hours (default: ${DEFAULT-VALUE}).")
    int httpSeconds;

    @Option(
            names = "--sink-jar",
            paramLabel = "FILE",
            description = "Another jar of the Memphis sink, measured in turn with this one (other_auto, other_never).")
    @Nullable Path otherJar;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the measurements there.")
    @Nullable Path json;

    @Option(
            names = "--jfr",
            paramLabel = "FOLDER",
            description = "Put a flight recording of each server there. Its cost is measured with it.")
    private @Nullable Path jfr;

    @Option(
            names = "--gateway",
            paramLabel = "URL",
            description =
                    "A running Memphis REST gateway to measure too. MEMPHIS_ROOT_PASSWORD in the environment is the password"
                            + " of the management API's user root (default: memphis).")
    @Nullable URI gateway;

    @Option(names = "--management", paramLabel = "URL", description = "The management API that belongs to --gateway.")
    private @Nullable URI management;

    /** @throws CommandLine.ParameterException naming the first wrong option */
    void check() {
        if ((gateway == null) != (management == null)) {
            throw wrong("--gateway and --management go together: a running Memphis has both");
        }
        if (otherJar != null && !Files.isRegularFile(otherJar)) {
            throw wrong("--sink-jar " + otherJar + " is not there, or is no file");
        }
        if (rounds < 1 || cellSeconds < 1 || httpSeconds < 1) {
            throw wrong("--rounds, --cell-seconds and --http-seconds are at least 1");
        }
    }

    /** Returns what to throw at a wrong option. */
    CommandLine.ParameterException wrong(String message) {
        return new CommandLine.ParameterException(spec.commandLine(), message);
    }

    /** Prints the table of what was measured, and writes the measurements where {@code --json} says. */
    void report(Instant began, List<Series> series, Function<Results, Grid> table) throws IOException {
        Results results = new Results(
                began.toString(),
                Machine.describe(),
                Map.of("debezium", Workshop.property("debezium.version")),
                series);
        if (json != null) {
            results.write(json);
        }
        System.out.println();
        System.out.println(table.apply(results));
    }

    /** Returns the running Memphis to measure; null for none. */
    Bench.@Nullable Outside outside() {
        return gateway == null || management == null ? null : new Bench.Outside(gateway, management, rootPassword());
    }

    /** Returns the folder for flight recordings, made where missing; null for none. */
    @Nullable Path recordings() throws IOException {
        return jfr == null ? null : Files.createDirectories(jfr).toAbsolutePath();
    }

    private static String rootPassword() {
        return System.getenv().getOrDefault("MEMPHIS_ROOT_PASSWORD", "memphis");
    }
}
