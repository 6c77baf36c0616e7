package dev.memphis.benchmark.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.memphis.benchmark.cell.Cell;
import dev.memphis.benchmark.cell.Kind;
import dev.memphis.benchmark.cell.Link;
import dev.memphis.benchmark.cell.Scenario;
import dev.memphis.benchmark.cell.Sink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that was measured in one run, as in its JSON file. Immutable.
 *
 * @param when the run began, ISO 8601
 * @param machine what it ran on
 * @param options what was asked for
 */
public record Results(String when, Map<String, String> machine, Map<String, String> options, List<Series> series) {
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    public Results {
        series = List.copyOf(series);
    }

    /** Reads a file that {@link #write} wrote. */
    public static Results read(Path file) throws IOException {
        return JSON.readValue(file.toFile(), Results.class);
    }

    /** Writes the file, and makes its folder; one that is there is replaced. */
    public void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        JSON.writeValue(file.toFile(), this);
    }

    Optional<Series> find(Scenario scenario, Kind kind, @Nullable Link link, Sink sink) {
        Cell wanted = new Cell(scenario, kind, sink.sends() ? link : null, sink);
        return series.stream().filter(one -> one.cell().equals(wanted)).findFirst();
    }

    /** Returns the ceiling: the sink that does nothing, for the same kind of event. */
    Optional<Series> ceiling(Scenario scenario, Kind kind) {
        return find(scenario, kind, null, Sink.NOTHING);
    }
}
