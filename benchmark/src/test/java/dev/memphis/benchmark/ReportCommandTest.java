package dev.memphis.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.benchmark.cell.Cell;
import dev.memphis.benchmark.cell.Kind;
import dev.memphis.benchmark.cell.Link;
import dev.memphis.benchmark.cell.Measurement;
import dev.memphis.benchmark.cell.Scenario;
import dev.memphis.benchmark.cell.Sink;
import dev.memphis.benchmark.report.LatencyTable;
import dev.memphis.benchmark.report.Results;
import dev.memphis.benchmark.report.Series;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {
    @TempDir
    Path folder;

    @Test
    void page_getsTablesAndChartsBetweenItsMarksAndKeepsTheRest() throws Exception {
        Path page = Files.writeString(
                folder.resolve("speed.md"),
                "before\n<!-- begin: bin/benchmark report -->\nwhat stood here\n<!-- end -->\nafter\n");
        Path run = run("run", series(null, Sink.NOTHING, 1));

        assertThat(BenchmarkCommand.commandLine().execute("report", "--page", page.toString(), run.toString()))
                .isZero();

        assertThat(Files.readString(page))
                .startsWith("before\n")
                .endsWith("<!-- end -->\nafter\n")
                .doesNotContain("what stood here", "wanted")
                .contains(
                        "### run, 2026-01-01T00:00:00Z",
                        "1,000",
                        "![Bars for each gateway and sink of the run run](speed/run.svg)");
        assertThat(folder.resolve("speed/run.svg")).exists();
    }

    @Test
    void targetsOfSeveralRuns_standInOneTableBeforeThem() throws Exception {
        Path page =
                Files.writeString(folder.resolve("speed.md"), "<!-- begin: bin/benchmark report -->\n<!-- end -->\n");
        Link near = new Link(Link.Gateway.INSTANT, 0);
        Link far = new Link(Link.Gateway.INSTANT, 5);
        Path first = run("first", series(null, Sink.NOTHING, 1), series(near, Sink.ALWAYS, 2));
        Path second = run("second", series(null, Sink.NOTHING, 1), series(far, Sink.AUTO, 4));

        assertThat(BenchmarkCommand.commandLine()
                        .execute("report", "--page", page.toString(), first.toString(), second.toString()))
                .isZero();

        assertThat(Files.readString(page))
                .containsSubsequence(
                        "| instant, batches, of the ceiling ",
                        " 0.50 ",
                        "| 5 ms, auto, of the ceiling ",
                        " 0.25 ",
                        "### first, ",
                        "### second, ");
    }

    @Test
    void loadsOfUnusualSize_haveNoTargets() throws Exception {
        Path page =
                Files.writeString(folder.resolve("speed.md"), "<!-- begin: bin/benchmark report -->\n<!-- end -->\n");
        Series nothing = series(null, Sink.NOTHING, 1);
        Series always = series(new Link(Link.Gateway.INSTANT, 0), Sink.ALWAYS, 2);
        Path scale = run(
                "scale",
                new Series(nothing.cell(), "24 columns", nothing.rounds()),
                new Series(always.cell(), "24 columns", always.rounds()));

        assertThat(BenchmarkCommand.commandLine().execute("report", "--page", page.toString(), scale.toString()))
                .isZero();

        assertThat(Files.readString(page)).contains("| 24 columns ").doesNotContain("wanted");
    }

    @Test
    void latencies_areComparedWithTheHttpSinksAtTheSameLoad() throws Exception {
        Path page =
                Files.writeString(folder.resolve("speed.md"), "<!-- begin: bin/benchmark report -->\n<!-- end -->\n");
        String slow = LatencyTable.label(10, 500);
        String fast = LatencyTable.label(10, 10);

        Path latency = run(
                "latency",
                stream(Sink.HTTP_BATCH, slow, 400),
                stream(Sink.AUTO, slow, 200),
                stream(Sink.HTTP_BATCH, fast, 10),
                stream(Sink.AUTO, fast, 8),
                stream(Link.Gateway.OUTSIDE, Sink.HTTP_BATCH, fast, 50),
                stream(Link.Gateway.OUTSIDE, Sink.AUTO, fast, 30));

        assertThat(BenchmarkCommand.commandLine().execute("report", "--page", page.toString(), latency.toString()))
                .isZero();
        assertThat(Files.readString(page).lines().filter(line -> line.contains("memphis")))
                .satisfiesExactly(
                        line -> assertThat(line).contains(slow, " 200", " 0.50 "),
                        line -> assertThat(line).contains(fast, "instant", " 8", " 0.80 "),
                        line -> assertThat(line).contains(fast, "outside", " 30", " 0.60 "));
    }

    private static Series stream(Sink sink, String label, double p50) {
        return stream(Link.Gateway.INSTANT, sink, label, p50);
    }

    private static Series stream(Link.Gateway gateway, Sink sink, String label, double p50) {
        Measurement.Latency latency = new Measurement.Latency(200, p50, p50, 2 * p50);
        Measurement round = new Measurement(200, true, 20, 1, 100, 50, 0L, latency);
        Cell cell = new Cell(Scenario.STREAM, Kind.FLAT, new Link(gateway, 0), sink);
        return new Series(cell, label, List.of(round));
    }

    private Path run(String name, Series... series) throws IOException {
        Path file = folder.resolve(name + ".json");
        new Results("2026-01-01T00:00:00Z", Map.of(), Map.of(), List.of(series)).write(file);
        return file;
    }

    private static Series series(Link link, Sink sink, double seconds) {
        Measurement round = new Measurement(1_001, true, seconds, 1, 100, 50, 0L, null);
        return new Series(new Cell(Scenario.SNAPSHOT, Kind.FLAT, link, sink), "", List.of(round));
    }

    @Test
    void pageWithoutMarks_isLeftAlone() throws Exception {
        Path page = Files.writeString(folder.resolve("speed.md"), "nothing here");
        Path run = folder.resolve("run.json");
        new Results("2026-01-01T00:00:00Z", Map.of(), Map.of(), List.of()).write(run);
        assertThat(BenchmarkCommand.commandLine().execute("report", "--page", page.toString(), run.toString()))
                .isEqualTo(1);
        assertThat(Files.readString(page)).isEqualTo("nothing here");
    }
}
