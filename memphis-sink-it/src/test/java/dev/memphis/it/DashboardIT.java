package dev.memphis.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.memphis.emulator.EmulatorOptions;
import dev.memphis.emulator.Faults;
import dev.memphis.it.Dashboard.Panel;
import dev.memphis.it.Dashboard.Query;
import dev.memphis.it.DashboardPicture.Named;
import dev.memphis.it.Prometheus.Line;
import dev.memphis.testbed.load.Workload;
import dev.memphis.testbed.stock.StockServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The dashboard's queries against a real Prometheus that watches a server through an outage. With
 * {@code -Dmemphis.docs=write} it watches for {@link #STORY}, and leaves the picture for {@code bin/pictures}.
 */
@Tag("newest")
class DashboardIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration STORY = Duration.ofMinutes(4);
    private static final boolean PICTURE = "write".equals(System.getProperty("memphis.docs"));

    @RegisterExtension
    static final TestBed BED =
            new TestBed(EmulatorOptions.defaults().withStrict(true).withBrokerPatience(Duration.ofSeconds(1)));

    @TempDir
    Path folder;

    @Test
    void everyQuery_hasAnAnswerAfterAnOutage() throws Exception {
        assumeTrue(Prometheus.isInstalled(), "prometheus is not installed (Debian's package): skipped");
        Faults faults = BED.memphis().emulator().orElseThrow().faults();
        String database = BED.fresh("watched");
        BED.postgres().createDatabase(database);
        BED.postgres().execute(database, Workload.TABLE);
        BED.memphis().management().createStation(database);
        Exporter exporter = Exporter.onAFreePort();
        try (StockServer server = BED.server();
                Workload load = new Workload(BED.postgres(), database, new Random(1), 300)) {
            server.start(properties(database), Map.of("DEBEZIUM_OPTS", exporter.option(server)));
            load.start();
            await().atMost(PATIENCE).until(() -> server.logged().contains("Processing messages"));
            try (Prometheus prometheus = Prometheus.start(folder, exporter.port())) {
                Instant begun = Instant.now();
                watch(Duration.ofSeconds(3));
                faults.crashGateway(PICTURE ? STORY.dividedBy(8) : Duration.ofSeconds(2));
                watch(STORY.dividedBy(2));
                faults.breakBroker();
                watch(STORY.dividedBy(12));
                faults.mendBroker();
                watch(STORY.dividedBy(4));
                Duration step = PICTURE ? Duration.ofSeconds(3) : Duration.ofSeconds(1);
                for (Panel panel : Dashboard.read().panels()) {
                    await(panel.title())
                            .atMost(PATIENCE)
                            .untilAsserted(() -> assertThat(answers(prometheus, panel, begun, step))
                                    .allSatisfy(lines -> assertThat(lines).isNotEmpty()));
                }
                if (PICTURE) {
                    draw(prometheus, begun, step);
                }
            }
        }
    }

    private static Map<String, String> properties(String database) {
        Map<String, String> properties = BED.properties(database, BED.memphis().gateway());
        properties.put("debezium.source.topic.prefix", "todo");
        properties.put("debezium.source.table.include.list", "public.item");
        properties.put("debezium.source.poll.interval.ms", "20");
        properties.put("debezium.sink.memphis.station", database);
        properties.put("debezium.sink.memphis.batch.rounded.fields", "ts_ns");
        properties.put("debezium.sink.memphis.token.expiry.minutes", "1");
        properties.put("debezium.sink.memphis.receipt.timeout.ms", "1000");
        return properties;
    }

    /** For a picture time has to pass; what is asserted is waited for. */
    private static void watch(Duration duration) throws InterruptedException {
        if (PICTURE) {
            TimeUnit.MILLISECONDS.sleep(duration.toMillis());
        }
    }

    /** Returns the lines of each query of a panel. */
    private static List<List<Line>> answers(Prometheus prometheus, Panel panel, Instant from, Duration step)
            throws IOException {
        List<List<Line>> answers = new ArrayList<>();
        for (Query query : panel.queries()) {
            answers.add(prometheus.range(query.expression(), from, step));
        }
        return answers;
    }

    private static void draw(Prometheus prometheus, Instant from, Duration step) throws IOException {
        Dashboard dashboard = Dashboard.read();
        DashboardPicture picture =
                new DashboardPicture(from.getEpochSecond(), Instant.now().getEpochSecond());
        for (Panel panel : dashboard.panels()) {
            List<Named> lines = new ArrayList<>();
            for (Query query : panel.queries()) {
                for (Line line : prometheus.range(query.expression(), from, step)) {
                    lines.add(new Named(DashboardPicture.legend(query.legend(), line.labels()), line));
                }
            }
            picture.add(panel, lines);
        }
        Path taken = Files.createDirectories(Path.of("target", "pictures"));
        Files.writeString(taken.resolve("dashboard.svg"), picture.svg(dashboard.title()));
    }
}
