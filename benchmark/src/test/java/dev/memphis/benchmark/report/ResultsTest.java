package dev.memphis.benchmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.benchmark.cell.Sink;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

class ResultsTest {
    @TempDir
    Path folder;

    private final Results results = new Runs()
            .snapshot(null, Sink.NOTHING, 1, 1.0, 2.0).snapshot(Runs.INSTANT, Sink.AUTO, 1, 2.0, 2.5).stream(
                            Sink.HTTP, true, 12.5)
                    .results();

    @Test
    void writtenFile_readsBackTheSame() throws Exception {
        results.write(folder.resolve("run.json"));
        assertThat(Results.read(folder.resolve("run.json"))).isEqualTo(results);
    }

    @Test
    void everyRow_standsInItsTableWithItsShareOfTheCeiling() {
        String tables = Tables.of(results);
        assertThat(tables).contains("**Snapshot, flattened**", "**Stream, flattened**");
        assertThat(tables.lines().filter(line -> line.contains("memphis, auto")))
                .singleElement()
                .asString()
                .contains("450", "400–500", "0.65");
    }

    @Test
    void charts_areWellFormedAndHaveABarForEachSink() throws Exception {
        assertThat(Charts.write(results, folder, "run"))
                .containsExactly("run-snapshot-flat.svg", "run-stream-flat.svg");
        String svg = Files.readString(folder.resolve("run-snapshot-flat.svg"));
        int bars = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg)))
                .getElementsByTagName("rect")
                .getLength();
        assertThat(bars).isEqualTo(2);
        assertThat(svg).contains("svg{background:#fff}", "@media(prefers-color-scheme:dark){svg{background:");
    }
}
