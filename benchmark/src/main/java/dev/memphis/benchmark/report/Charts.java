package dev.memphis.benchmark.report;

import dev.memphis.benchmark.cell.Kind;
import dev.memphis.benchmark.cell.Link;
import dev.memphis.benchmark.cell.Measurement;
import dev.memphis.benchmark.cell.Scenario;
import dev.memphis.benchmark.cell.Sink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The charts of a run: rates as a share of the ceiling, and latencies. Stateless. */
public final class Charts {
    private Charts() {}

    /**
     * Writes a chart for each scenario and kind of event that was measured.
     *
     * @param run what the files' names begin with
     * @return the files' names
     */
    public static List<String> write(Results results, Path folder, String run) throws IOException {
        Map<String, String> charts = new TreeMap<>();
        for (Scenario scenario : Scenario.values()) {
            for (Kind kind : Kind.values()) {
                List<Series> rows = results.series().stream()
                        .filter(row ->
                                row.cell().scenario() == scenario && row.cell().kind() == kind)
                        .toList();
                if (!rows.isEmpty()) {
                    charts.put(
                            (scenario + "-" + kind).toLowerCase(Locale.ROOT),
                            scenario == Scenario.SNAPSHOT ? rates(kind, rows) : latencies(kind, rows));
                }
            }
        }
        List<String> names = new ArrayList<>();
        for (Map.Entry<String, String> chart : charts.entrySet()) {
            String name = run + (charts.size() == 1 ? "" : "-" + chart.getKey()) + ".svg";
            Files.writeString(folder.resolve(name), chart.getValue());
            names.add(name);
        }
        return names;
    }

    private static String rates(Kind kind, List<Series> rows) {
        double most = rows.stream()
                .mapToDouble(row -> row.figure(Measurement::rate).median())
                .max()
                .orElse(1);
        BarChart chart =
                new BarChart("Snapshot, " + kind.title() + ": events a second, and share of the ceiling", most);
        Series ceiling = rows.stream()
                .filter(row -> row.cell().sink() == Sink.NOTHING)
                .findFirst()
                .orElse(null);
        for (Link link : links(rows)) {
            chart.group(link == null ? "no gateway" : link.title());
            for (Series row : on(link, rows)) {
                double rate = row.figure(Measurement::rate).median();
                String share = ceiling == null
                        ? ""
                        : "  ("
                                + Tables.decimal(
                                        row.ratio(ceiling, Measurement::rate).median()) + ")";
                chart.bar(row.cell().sink().title(), rate, color(row.cell().sink()), Tables.count(rate) + share);
            }
        }
        return chart.svg();
    }

    private static String latencies(Kind kind, List<Series> all) {
        List<Series> rows = all.stream()
                .filter(row -> row.rounds().stream().allMatch(round -> round.latency() != null))
                .toList();
        double most = rows.stream()
                .mapToDouble(row -> row.figure(Tables::p99).median())
                .max()
                .orElse(1);
        BarChart chart = new BarChart(
                "Stream, " + kind.title() + ": commit to stored, p99 in ms, and ratio to http one by one", most);
        for (Link link : links(rows)) {
            chart.group(link == null ? "no gateway" : link.title());
            Series http = on(link, rows).stream()
                    .filter(row -> row.cell().sink() == Sink.HTTP)
                    .findFirst()
                    .orElse(null);
            for (Series row : on(link, rows)) {
                double p99 = row.figure(Tables::p99).median();
                String ratio = http == null
                        ? ""
                        : "  (" + Tables.decimal(row.ratio(http, Tables::p99).median()) + ")";
                chart.bar(row.cell().sink().title(), p99, color(row.cell().sink()), Tables.decimal(p99) + ratio);
            }
        }
        return chart.svg();
    }

    private static List<Link> links(List<Series> rows) {
        return rows.stream().map(row -> row.cell().link()).distinct().toList();
    }

    private static List<Series> on(@Nullable Link link, List<Series> rows) {
        return rows.stream()
                .filter(row -> Objects.equals(row.cell().link(), link))
                .toList();
    }

    private static String color(Sink sink) {
        return switch (sink) {
            case NOTHING -> "#8c959f";
            case HTTP, HTTP_BATCH -> "#d4a72c";
            default -> "#6557ff";
        };
    }
}
