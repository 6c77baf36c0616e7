package dev.memphis.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.memphis.testbed.process.FreePorts;
import dev.memphis.testbed.process.Programs;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A Prometheus that asks one exporter every second, on loopback. */
final class Prometheus implements AutoCloseable {
    private static final String CONFIGURATION = """
            global:
              scrape_interval: 1s
            scrape_configs:
            - job_name: debezium
              static_configs:
              - targets: ['127.0.0.1:%d']
            """;

    private final Process process;
    private final String address;

    private Prometheus(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    /** A line of a graph: its labels, and its values by time. */
    record Line(Map<String, String> labels, List<Point> points) {}

    /** @param time in seconds since 1970 */
    record Point(double time, double value) {}

    static boolean isInstalled() {
        return Programs.find("prometheus").isPresent();
    }

    /** @param folder an empty one, for its configuration and data */
    static Prometheus start(Path folder, int exporterPort) throws IOException {
        Path configuration = folder.resolve("prometheus.yml");
        Files.writeString(configuration, CONFIGURATION.formatted(exporterPort));
        String listen = "127.0.0.1:" + FreePorts.next();
        Process process = new ProcessBuilder(
                        "prometheus",
                        "--config.file=" + configuration,
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=" + listen)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        return new Prometheus(process, "http://" + listen);
    }

    /** Returns the lines that a query has from then until now; none before it is up. */
    List<Line> range(String query, Instant from, Duration step) throws IOException {
        String answer = RestAssured.given()
                .queryParam("query", query)
                .queryParam("start", from.getEpochSecond())
                .queryParam("end", Instant.now().getEpochSecond())
                .queryParam("step", step.toSeconds())
                .get(address + "/api/v1/query_range")
                .asString();
        List<Line> lines = new ArrayList<>();
        for (JsonNode series : new JsonMapper().readTree(answer).at("/data/result")) {
            Map<String, String> labels = new TreeMap<>();
            series.path("metric")
                    .properties()
                    .forEach(
                            label -> labels.put(label.getKey(), label.getValue().asText()));
            List<Point> points = new ArrayList<>();
            series.path("values")
                    .forEach(value -> points.add(new Point(
                            value.get(0).asDouble(),
                            Double.parseDouble(value.get(1).asText()))));
            lines.add(new Line(labels, points));
        }
        return lines;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
