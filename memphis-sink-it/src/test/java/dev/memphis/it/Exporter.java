package dev.memphis.it;

import dev.memphis.testbed.process.FreePorts;
import dev.memphis.testbed.stock.StockServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The distribution's own JMX exporter, with the rules of {@code docs/monitoring}. Its lib_metrics/enable_exporter.sh would have
 * it listen on every interface, so it is started by hand, on loopback.
 */
record Exporter(int port) {
    static Exporter onAFreePort() {
        return new Exporter(FreePorts.next());
    }

    /** Returns the option of the server's Java machine that starts it. */
    String option(StockServer server) throws IOException {
        Path rules = server.folder().resolve("config/memphis-metrics.yml");
        Files.copy(Path.of("../docs/monitoring/metrics.yml"), rules);
        try (Stream<Path> jars = Files.list(server.folder().resolve("lib_metrics"))) {
            Path agent = jars.filter(jar -> jar.toString().contains("jmx_prometheus_javaagent"))
                    .findFirst()
                    .orElseThrow();
            return "-javaagent:" + agent + "=127.0.0.1:" + port + ":" + rules;
        }
    }
}
