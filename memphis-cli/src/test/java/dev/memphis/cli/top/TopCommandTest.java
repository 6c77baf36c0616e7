package dev.memphis.cli.top;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import dev.memphis.cli.Memphis;
import dev.memphis.delivery.observe.SinkMetricsMXBean;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import javax.management.remote.JMXAuthenticator;
import javax.management.remote.JMXConnectorServer;
import javax.management.remote.JMXPrincipal;
import javax.security.auth.Subject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command against a real JMX port and a real page. */
class TopCommandTest {
    /** What the exporter says with docs/monitoring/metrics.yml. */
    private static final String PAGE = """
            # HELP memphis_sink_events_delivered_total Events that the broker has
            # TYPE memphis_sink_events_delivered_total counter
            memphis_sink_events_delivered_total{server="shop"} %d.0
            memphis_sink_bytes_delivered_total{server="shop",} 2.5E7
            memphis_sink_events_waiting{server="shop"} 3.0
            memphis_sink_requests_in_flight{server="shop"} 12.0
            memphis_sink_source_lag_seconds{server="shop"} 0.25
            memphis_sink_last_delivery_age_seconds{server="shop"} 0.1
            memphis_sink_retries_total{reason="answer",server="shop"} 4.0
            memphis_sink_retries_total{reason="broker-lost",server="shop"} 0.0
            memphis_sink_receipts_total{server="shop"} 50.0
            memphis_sink_receipts_missing_total{server="shop"} 1.0
            memphis_sink_receipt_seconds{quantile="0.5",server="shop"} 0.002
            memphis_sink_receipt_seconds{quantile="0.99",server="shop"} 0.021
            memphis_sink_poison_events_total{server="shop"} 2.0
            memphis_sink_outages_total{server="shop"} 1.0
            memphis_sink_outage_seconds{server="shop"} 130.0
            memphis_sink_events_delivered_total{server="sa\\"les"} 1.0
            jvm_threads_current 42.0
            nonsense {
            """;

    @TempDir
    Path directory;

    private final AtomicLong delivered = new AtomicLong(1000);
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    private ObjectName engine;
    private ObjectName task;
    private JmxPort jmx;
    private HttpServer page;

    /** A task's attributes, as memphis-connect has them. */
    public interface TaskMXBean {
        long getRecordsTaken();

        long getRecordsSettled();

        long getRecordsWaiting();

        long getRecordsUnderWay();

        boolean isPaused();
    }

    private record Task() implements TaskMXBean {
        @Override
        public long getRecordsTaken() {
            return 700;
        }

        @Override
        public long getRecordsSettled() {
            return 690;
        }

        @Override
        public long getRecordsWaiting() {
            return 4;
        }

        @Override
        public long getRecordsUnderWay() {
            return 6;
        }

        @Override
        public boolean isPaused() {
            return true;
        }
    }

    @BeforeEach
    void register() throws Exception {
        engine = new ObjectName("debezium.memphis:type=sink-metrics,server=shop");
        task = new ObjectName("debezium.memphis:type=connect-sink-task,task=shop-to-memphis-0");
        SinkMetricsMXBean metrics = (SinkMetricsMXBean) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {SinkMetricsMXBean.class},
                (proxy, method, arguments) -> value(method));
        beans.registerMBean(new StandardMBean(metrics, SinkMetricsMXBean.class, true), engine);
        beans.registerMBean(new StandardMBean(new Task(), TaskMXBean.class, true), task);
    }

    private Object value(Method attribute) {
        return switch (attribute.getName()) {
            case "getEventsDelivered" -> delivered.addAndGet(100);
            case "getRetriesByReason" -> Map.of("answer", 3L, "no-answer", 0L);
            case "getSourceLagMilliSeconds" -> 1500L;
            case "getRequestsInFlight" -> 7;
            case "getOutageReason" -> "no answer from http://gateway:4444";
            case "getOutageSince" -> "2026-11-27T10:00:00Z";
            case "getOutageSeconds" -> 30L;
            default -> attribute.getReturnType() == double.class ? (Object) 21.0 : (Object) 5L;
        };
    }

    @AfterEach
    void stop() throws Exception {
        beans.unregisterMBean(engine);
        beans.unregisterMBean(task);
        if (jmx != null) {
            jmx.close();
        }
        if (page != null) {
            page.stop(0);
        }
    }

    private int jmxPort(Map<String, ?> environment) throws Exception {
        jmx = JmxPort.open(beans, environment);
        return jmx.number();
    }

    private String pageUrl() throws IOException {
        page = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        page.createContext("/metrics", exchange -> {
            byte[] body = PAGE.formatted(delivered.addAndGet(100)).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        page.start();
        return "http://127.0.0.1:" + page.getAddress().getPort();
    }

    @Test
    void jmxPort_showsEnginesAndTasks() throws Exception {
        int exitCode = top("--once", "--interval", "0.2", "127.0.0.1:" + jmxPort(Map.of()));

        assertThat(out.toString())
                .containsPattern("(?m)^SERVER +EVENTS/S +MB/S +LAG +IN FLIGHT")
                .containsPattern("(?m)^shop +[1-9][0-9]* +0\\.0 +1\\.5 s +7 +5 +3 +5 +5 +21 ms$")
                .contains("  retries: answer 3\n")
                .contains("  OUTAGE for 30.0 s: no answer from http://gateway:4444")
                .contains("  task shop-to-memphis-0: taken 700, settled 690, waiting 4, under way 6, PAUSED");
        assertThat(err.toString()).isEmpty();
        assertThat(exitCode).isZero();
    }

    @Test
    void exportersPage_showsEveryServerOnIt() throws Exception {
        int exitCode = top("--once", "--interval", "0.2", pageUrl());

        assertThat(out.toString())
                .containsPattern("(?m)^shop +[1-9][0-9]* +0\\.0 +250 ms +12 +3 +4 +50 +1 +21 ms$")
                .contains("  retries: answer 4\n", "  poison: 2 events", "  OUTAGE for 2 min")
                .containsPattern("(?m)^sa\"les +");
        assertThat(exitCode).isZero();
    }

    @Test
    void json_isOneDocumentWithRates() throws Exception {
        top("--once", "--json", "--interval", "0.2", pageUrl(), "127.0.0.1:" + jmxPort(Map.of()));

        JsonNode document = new JsonMapper().readTree(out.toString());
        assertThat(document.at("/servers")).hasSize(3);
        assertThat(document.at("/servers/1/events_per_second").asDouble()).isPositive();
        assertThat(document.at("/servers/1/retries/answer").asLong()).isEqualTo(4);
        assertThat(document.at("/tasks/0/paused").asBoolean()).isTrue();
        assertThat(document.at("/problems")).isEmpty();
    }

    @Test
    void oneTargetAway_isToldBesideTheOthers() throws Exception {
        int closed = JmxPort.free();

        int exitCode = top("--once", "--interval", "0.2", "127.0.0.1:" + closed, pageUrl());

        assertThat(out.toString())
                .contains("127.0.0.1:" + closed + ": Connection refused")
                .containsPattern("(?m)^shop +");
        assertThat(exitCode).isEqualTo(1);
    }

    @Test
    void pageThatNobodyServes_isToldInWords() throws Exception {
        String url = "http://127.0.0.1:" + JmxPort.free() + "/metrics";

        assertThat(top("--once", url)).isEqualTo(1);

        assertThat(out.toString()).contains(url + ": nobody answers there").doesNotContain("Exception");
    }

    @Test
    void pageOfSomethingElse_isTold() throws Exception {
        page = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        page.start();
        String url = "http://127.0.0.1:" + page.getAddress().getPort() + "/other";

        top("--once", "--interval", "0.2", url);

        assertThat(out.toString()).contains(url + ": " + url + " answers 404");
    }

    @Test
    void pageWithoutEnd_isNotReadToItsEnd() throws Exception {
        page = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        page.createContext("/metrics", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] piece =
                    "memphis_sink_events_delivered_total 1\n".repeat(2_000).getBytes(StandardCharsets.UTF_8);
            // Ends when whoever reads has gone.
            while (true) {
                exchange.getResponseBody().write(piece);
            }
        });
        page.start();
        String url = "http://127.0.0.1:" + page.getAddress().getPort() + "/metrics";

        top("--once", "--interval", "0.2", url);

        assertThat(out.toString()).contains(url + " is longer than 16777216 bytes: is that the exporter's page?");
    }

    @Test
    void jmxThatWantsALogIn_getsItFromAFile() throws Exception {
        JMXAuthenticator authenticator = credentials -> {
            String[] said = credentials instanceof String[] texts ? texts : new String[] {"", ""};
            if (!said[0].equals("watch") || !said[1].equals("Hidden-1")) {
                throw new SecurityException("Authentication failed");
            }
            Subject subject = new Subject();
            subject.getPrincipals().add(new JMXPrincipal("watch"));
            return subject;
        };
        int port = jmxPort(Map.of(JMXConnectorServer.AUTHENTICATOR, authenticator));
        Path password = Files.writeString(directory.resolve("password"), "Hidden-1\n");

        assertThat(top("--once", "--interval", "0.2", "127.0.0.1:" + port)).isEqualTo(1);
        assertThat(out.toString()).contains(": it refuses the log-in: --jmx-user and --jmx-password-file");

        assertThat(top(
                        "--once",
                        "--interval",
                        "0.2",
                        "127.0.0.1:" + port,
                        "--jmx-user",
                        "watch",
                        "--jmx-password-file",
                        password.toString()))
                .isZero();
        assertThat(out.toString()).doesNotContain("Hidden-1");
    }

    @Test
    void everyNameOfThePage_isInTheExportersRules() throws IOException {
        String rules = Files.readString(Path.of("../docs/monitoring/metrics.yml"));

        assertThat(PrometheusText.parse(PAGE.formatted(1)))
                .filteredOn(sample -> sample.name().startsWith("memphis_"))
                .hasSizeGreaterThan(10)
                .allSatisfy(sample -> assertThat(rules).contains("name: \"" + sample.name() + "\""));
    }

    private int top(String... arguments) {
        CommandLine command = Memphis.commandLine();
        command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        String[] all = new String[arguments.length + 1];
        all[0] = "top";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return command.execute(all);
    }
}
