package dev.memphis.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.benchmark.cell.Cell;
import dev.memphis.benchmark.cell.Kind;
import dev.memphis.benchmark.cell.Measurement;
import dev.memphis.benchmark.cell.Scenario;
import dev.memphis.benchmark.cell.Sink;
import dev.memphis.benchmark.report.Results;
import dev.memphis.benchmark.report.Series;
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
        Measurement round = new Measurement(1_001, true, 1, 1, 100, 50, 0L, null);
        Cell cell = new Cell(Scenario.SNAPSHOT, Kind.FLAT, null, Sink.NOTHING);
        Path run = folder.resolve("run.json");
        new Results("2026-01-01T00:00:00Z", Map.of(), Map.of(), List.of(new Series(cell, "", List.of(round))))
                .write(run);

        assertThat(BenchmarkCommand.commandLine().execute("report", "--page", page.toString(), run.toString()))
                .isZero();

        assertThat(Files.readString(page))
                .startsWith("before\n")
                .endsWith("<!-- end -->\nafter\n")
                .doesNotContain("what stood here")
                .contains("1,000", "![](speed/run.svg)");
        assertThat(folder.resolve("speed/run.svg")).exists();
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
