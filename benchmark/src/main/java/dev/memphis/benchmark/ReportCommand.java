package dev.memphis.benchmark;

import dev.memphis.benchmark.cell.Scenario;
import dev.memphis.benchmark.report.Charts;
import dev.memphis.benchmark.report.LatencyTable;
import dev.memphis.benchmark.report.Results;
import dev.memphis.benchmark.report.ScaleTable;
import dev.memphis.benchmark.report.Tables;
import dev.memphis.benchmark.report.Target;
import dev.memphis.benchmark.report.Targets;
import dev.memphis.testbed.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bin/benchmark report}: the tables, targets and charts of runs that were written to JSON files. */
@Command(
        name = "report",
        sortOptions = false,
        description =
                "Prints the tables and targets of earlier runs, each by itself: ratios are taken within a run only.")
final class ReportCommand implements Callable<Integer> {
    private static final String BEGIN = "<!-- begin: bin/benchmark report -->\n";
    private static final String END = "<!-- end -->";

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "What --json wrote.")
    private List<Path> files;

    @Option(
            names = "--page",
            paramLabel = "FILE",
            description =
                    "Put everything into this page, between its marks, and charts into the folder of the same name.")
    private Path page;

    @Override
    public Integer call() throws IOException {
        StringBuilder text = new StringBuilder();
        List<Target> targets = new ArrayList<>();
        for (Path file : files) {
            Results results = Results.read(file);
            String run = file.getFileName().toString().replaceFirst("\\.json$", "");
            text.append("### ")
                    .append(run)
                    .append(", ")
                    .append(second(results.when()))
                    .append("\n\n");
            text.append("On ")
                    .append(words(results.machine()))
                    .append("; with ")
                    .append(words(results.options()))
                    .append(".\n\n");
            if (isLabelled(results)) {
                text.append(isStream(results) ? LatencyTable.of(results) : ScaleTable.of(results))
                        .append('\n');
            } else {
                tables(text, results, run);
                targets.addAll(Targets.of(results));
            }
        }
        if (!targets.isEmpty()) {
            text.insert(0, "### What was wanted, and what was seen\n\n" + Targets.table(targets) + "\n");
        }
        System.out.println(text);
        if (page != null) {
            put(text.toString());
        }
        return 0;
    }

    /** Loads of unusual size, and of several rates, have labels and no targets. */
    private static boolean isLabelled(Results results) {
        return results.series().stream().anyMatch(row -> !row.label().isEmpty());
    }

    private static boolean isStream(Results results) {
        return results.series().stream().anyMatch(row -> row.cell().scenario() == Scenario.STREAM);
    }

    private void tables(StringBuilder text, Results results, String run) throws IOException {
        if (page != null) {
            String folder = page.getFileName().toString().replaceFirst("\\.md$", "");
            Path charts = Files.createDirectories(page.toAbsolutePath().resolveSibling(folder));
            for (String chart : Charts.write(results, charts, run)) {
                text.append("![Bars for each gateway and sink of the run ")
                        .append(run)
                        .append("](")
                        .append(folder)
                        .append('/')
                        .append(chart)
                        .append(")\n\n");
            }
        }
        text.append(Tables.of(results));
    }

    private static Instant second(String when) {
        return Instant.parse(when).truncatedTo(ChronoUnit.SECONDS);
    }

    private static String words(Map<String, String> facts) {
        return facts.entrySet().stream()
                .map(fact -> fact.getKey() + " " + fact.getValue())
                .collect(Collectors.joining(", "));
    }

    private void put(String text) throws IOException {
        String old = Files.readString(page);
        int begin = old.indexOf(BEGIN);
        int end = old.indexOf(END, begin);
        if (begin < 0 || end < 0) {
            throw new Problem(page + " has no line " + BEGIN.strip() + " with " + END + " behind it");
        }
        Files.writeString(page, old.substring(0, begin + BEGIN.length()) + "\n" + text + old.substring(end));
    }
}
