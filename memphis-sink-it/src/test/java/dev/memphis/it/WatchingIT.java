package dev.memphis.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.memphis.emulator.Faults;
import dev.memphis.testbed.load.Harvest;
import dev.memphis.testbed.process.FreePorts;
import dev.memphis.testbed.stock.StockServer;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an operator sees of a running stock server: metrics through JMX and the JMX exporter, readiness, the log. */
class WatchingIT {
    @RegisterExtension
    static final TestBed BED = new TestBed();

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern LISTENING = Pattern.compile("Listening on: (http://127\\.0\\.0\\.1:[0-9]+)");
    private static final AtomicInteger ROWS = new AtomicInteger();
    private static final Exporter EXPORTER = Exporter.onAFreePort();

    private static String database;
    private static StockServer server;
    private static Harvest harvest;
    private static int jmxPort;

    @BeforeAll
    static void start() throws Exception {
        database = BED.fresh("watched");
        BED.postgres().createDatabase(database);
        BED.postgres().execute(database, "CREATE TABLE item (id int PRIMARY KEY, name text)");
        BED.memphis().management().createStation(database);
        jmxPort = FreePorts.next();
        Map<String, String> properties = BED.properties(database, BED.memphis().gateway());
        properties.put("debezium.sink.memphis.station", database);
        properties.put("debezium.sink.memphis.progress.interval.ms", "1000");
        properties.put("debezium.sink.memphis.receipt.timeout.ms", "1000");
        properties.putAll(log());
        server = BED.server();
        server.start(properties, environment());
        harvest = new Harvest(BED.memphis().reader(database));
        insertAndAwait();
    }

    private static Map<String, String> log() {
        return Map.of(
                "quarkus.log.category.\"io.debezium.server.memphis\".level",
                "TRACE",
                "quarkus.log.category.\"io.debezium.server.memphis\".min-level",
                "TRACE",
                "quarkus.log.console.json",
                "false");
    }

    /** JMX as the distribution's jmx/enable_jmx.sh switches it on. It takes JAVA_OPTS for itself, so ours go to DEBEZIUM_OPTS. */
    private static Map<String, String> environment() throws IOException {
        return Map.of(
                "JMX_HOST",
                "127.0.0.1",
                "JMX_PORT",
                String.valueOf(jmxPort),
                "DEBEZIUM_OPTS",
                "-Dcom.sun.management.jmxremote.host=127.0.0.1 --add-opens=java.base/java.lang=ALL-UNNAMED "
                        + EXPORTER.option(server));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @SuppressWarnings("BanJNDI") // The address is our own.
    void jmxClient_listsTheMetrics() throws Exception {
        insertAndAwait();
        JMXServiceURL url = new JMXServiceURL("service:jmx:rmi:///jndi/rmi://127.0.0.1:" + jmxPort + "/jmxrmi");
        Map<String, Object> credentials = Map.of(JMXConnector.CREDENTIALS, new String[] {"monitor", "monitor123"});
        try (JMXConnector connector = JMXConnectorFactory.connect(url, credentials)) {
            MBeanServerConnection connection = connector.getMBeanServerConnection();
            ObjectName name = new ObjectName("debezium.memphis:type=sink-metrics,server=" + database);

            await().atMost(PATIENCE).until(() -> (long) connection.getAttribute(name, "EventsDelivered") >= ROWS.get());
            Map<String, Object> metrics = new TreeMap<>();
            for (MBeanAttributeInfo attribute : connection.getMBeanInfo(name).getAttributes()) {
                metrics.put(attribute.getName(), connection.getAttribute(name, attribute.getName()));
            }
            System.out.println(name);
            metrics.forEach((attribute, value) -> System.out.println("  " + attribute + " = " + readable(value)));

            assertThat((long) metrics.get("BytesDelivered")).isGreaterThan(200L * ROWS.get());
            assertThat((long) metrics.get("RequestsSent")).isPositive();
            assertThat((double) metrics.get("RoundTripMilliSecondsP50")).isPositive();
            assertThat((long) metrics.get("Receipts")).isPositive();
            assertThat((long) metrics.get("TokenSecondsLeft")).isBetween(60L, 3600L);
            assertThat((long) metrics.get("TokenRenewals")).isPositive();
            assertThat((long) metrics.get("SourceLagMilliSeconds")).isBetween(0L, 60_000L);
            assertThat(metrics.get("EventsWaiting")).isEqualTo(0L);
            assertThat(metrics.get("OutageSince")).isEqualTo("");
        }
    }

    /** A map comes as a table of key and value. */
    private static Object readable(Object value) {
        if (!(value instanceof TabularData table)) {
            return value;
        }
        Map<Object, Object> map = new TreeMap<>();
        table.values().stream()
                .map(CompositeData.class::cast)
                .forEach(row -> map.put(row.get("key"), row.get("value")));
        return map;
    }

    @Test
    void jmxExporterWithOurRules_servesEveryMetric() throws IOException {
        String rules = Files.readString(Path.of("../docs/monitoring/metrics.yml"));

        String served =
                given().get("http://127.0.0.1:" + EXPORTER.port() + "/metrics").asString();

        Matcher names = Pattern.compile("name: \"(memphis_sink_[a-z_]+)\"").matcher(rules);
        while (names.find()) {
            assertThat(served).contains(names.group(1) + "{");
        }
        assertThat(served)
                .contains("memphis_sink_retries_total{reason=\"receipt-missing\",server=\"" + database + "\"}")
                .contains("memphis_sink_round_trip_seconds{quantile=\"0.99\",server=\"" + database + "\"}")
                .contains("debezium_metrics_MilliSecondsBehindSource{");
    }

    @Test
    void gatewayAway_turnsReadinessDownUntilItIsBack() throws Exception {
        readinessFollows(faults -> faults.crashGateway(Duration.ofSeconds(8)), faults -> {});
    }

    @Test
    void brokerAway_turnsReadinessDownUntilItIsBack() throws Exception {
        readinessFollows(Faults::breakBroker, Faults::mendBroker);
    }

    private interface Switch {
        void on(Faults faults);
    }

    private static void readinessFollows(Switch breaks, Switch mends) throws Exception {
        assumeTrue(BED.memphis().emulator().isPresent(), "an outside Memphis has no faults to switch: skipped");
        Faults faults = BED.memphis().emulator().get().faults();
        await().atMost(PATIENCE).until(() -> health("ready").statusCode() == 200);
        assertThat(check(health("ready"), "memphis.status")).isEqualTo("UP");
        Instant before = Instant.now();
        breaks.on(faults);
        try {
            insert();
            assertDownSince(before);
        } finally {
            mends.on(faults);
        }

        await().atMost(PATIENCE).until(() -> health("ready").statusCode() == 200);
        harvest.awaitCount(ROWS.get());
    }

    private static void assertDownSince(Instant before) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> health("ready").statusCode() == 503);

        Response down = health("ready");
        assertThat(check(down, "memphis.status")).as(down.asString()).isEqualTo("DOWN");
        assertThat(check(down, "memphis.data.reason")).isNotBlank();
        assertThat(Instant.parse(check(down, "memphis.data.since"))).isBetween(before, Instant.now());
        assertThat(health("live").statusCode()).isEqualTo(200);
        assertThat(health("live").jsonPath().getString("status")).isEqualTo("UP");
        System.out.println("While it lasts: " + down.asString().replaceAll("\\s+", " "));
    }

    /** Returns a value of the check with a name, such as {@code memphis.status}. */
    private static String check(Response health, String path) {
        JsonPath json = health.jsonPath();
        int dot = path.indexOf('.');
        return json.getString("checks.find { it.name == '" + path.substring(0, dot) + "' }" + path.substring(dot));
    }

    private static Response health(String kind) {
        Matcher listening = LISTENING.matcher(server.logged());
        assertThat(listening.find()).as("the server says where it listens").isTrue();
        return given().get(listening.group(1) + "/q/health/" + kind);
    }

    @Test
    void log_tellsAtTheStartWhatWillBeDoneAndThenHowFarItIs() throws Exception {
        insertAndAwait();

        await().atMost(PATIENCE)
                .until(() ->
                        server.logged().lines().anyMatch(line -> line.matches(".*INFO.*Delivered \\d+ events .*")));

        assertThat(server.logged().lines().filter(line -> line.contains("Delivering to ")))
                .singleElement()
                .asString()
                .contains("INFO", "'" + database + "' for every event", "ordering: key", "TLS: off");
        assertThat(server.logged()).contains("TRACE").contains("Took event of station " + database);
        assertThat(server.logged().lines().filter(line -> !line.contains("TRACE")))
                .noneMatch(line -> line.contains("a name that is data"));
    }

    @Test
    void slotQueryOfTheOperationsPage_showsWhatTheDatabaseKeeps() throws Exception {
        Matcher query = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("../docs/operations.md")));
        assertThat(query.find()).isTrue();

        try (Connection connection = BED.postgres().database("postgres").getConnection();
                Statement statement = connection.createStatement();
                ResultSet slots = statement.executeQuery(query.group(1))) {
            assertThat(slots.next()).isTrue();
            assertThat(slots.getString("slot_name")).isEqualTo(database);
            assertThat(slots.getBoolean("active")).isTrue();
            assertThat(slots.getString("wal_status")).isEqualTo("reserved");
            assertThat(slots.getString("kept")).isNotBlank();
        }
    }

    @Test
    void stopInAnOutage_isSaidWithoutAnError() throws Exception {
        String lonely = BED.fresh("lonely");
        BED.postgres().createDatabase(lonely);
        BED.postgres().execute(lonely, "CREATE TABLE item (id int PRIMARY KEY)", "INSERT INTO item VALUES (1)");
        Map<String, String> properties = BED.properties(lonely, URI.create("http://127.0.0.1:" + FreePorts.next()));
        properties.putAll(log());
        try (StockServer alone = BED.server()) {
            alone.start(properties);
            await().atMost(PATIENCE).until(() -> alone.logged().contains("Took event of station " + lonely));

            alone.stop();

            assertThat(alone.logged()).contains("The Memphis sink stops as it was told to");
            assertThat(alone.logged().lines().filter(line -> line.contains("[io.debezium.server.memphis")))
                    .noneMatch(line -> line.contains("ERROR"));
        }
    }

    private static void insert() throws Exception {
        BED.postgres()
                .execute(database, "INSERT INTO item VALUES (" + ROWS.incrementAndGet() + ", 'a name that is data')");
    }

    private static void insertAndAwait() throws Exception {
        insert();
        harvest.awaitCount(ROWS.get());
    }
}
