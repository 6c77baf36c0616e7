package dev.memphis.cli.top;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The JMX exporter's page, with the names of docs/monitoring/metrics.yml. */
record PageTarget(String name, URI page) implements Target {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** In bytes; a server's page has some 100,000. */
    private static final int LONGEST = 16 << 20;

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    @Override
    public Reading read() throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(page).timeout(PATIENCE).GET().build();
        List<Figures> engines = engines(PrometheusText.parse(text(request)));
        if (engines.isEmpty()) {
            throw new IOException("there is no memphis_sink_… on " + page + ": does its exporter have our rules"
                    + " (docs/monitoring/metrics.yml)?");
        }
        return new Reading(name, System.nanoTime(), engines, List.of(), "");
    }

    private String text(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            if (answer.statusCode() != 200) {
                throw new IOException(page + " answers " + answer.statusCode());
            }
            byte[] bytes = body.readNBytes(LONGEST + 1);
            if (bytes.length > LONGEST) {
                throw new IOException(page + " is longer than " + LONGEST + " bytes: is that the exporter's page?");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    static List<Figures> engines(List<PrometheusText.Sample> samples) {
        TreeSet<String> servers = new TreeSet<>();
        samples.stream()
                .filter(sample -> sample.name().equals("memphis_sink_events_delivered_total"))
                .forEach(sample -> servers.add(sample.label("server")));
        List<Figures> engines = new ArrayList<>();
        for (String server : servers) {
            engines.add(figures(
                    server,
                    samples.stream()
                            .filter(sample -> sample.label("server").equals(server))
                            .toList()));
        }
        return engines;
    }

    private static Figures figures(String server, List<PrometheusText.Sample> samples) {
        Map<String, Double> retries = new TreeMap<>();
        samples.stream()
                .filter(sample -> sample.name().equals("memphis_sink_retries_total"))
                .forEach(sample -> retries.put(sample.label("reason"), sample.value()));
        return new Figures(
                server,
                value(samples, "events_delivered_total", ""),
                value(samples, "bytes_delivered_total", ""),
                value(samples, "events_waiting", ""),
                value(samples, "requests_in_flight", ""),
                value(samples, "source_lag_seconds", ""),
                value(samples, "last_delivery_age_seconds", ""),
                retries,
                value(samples, "receipts_total", ""),
                value(samples, "receipts_missing_total", ""),
                value(samples, "receipt_seconds", "0.5"),
                value(samples, "receipt_seconds", "0.99"),
                value(samples, "poison_events_total", ""),
                value(samples, "outages_total", ""),
                value(samples, "outage_seconds", ""),
                "");
    }

    private static double value(List<PrometheusText.Sample> samples, String name, String quantile) {
        return samples.stream()
                .filter(sample -> sample.name().equals("memphis_sink_" + name))
                .filter(sample -> sample.label("quantile").equals(quantile))
                .mapToDouble(PrometheusText.Sample::value)
                .findFirst()
                .orElse(0);
    }
}
