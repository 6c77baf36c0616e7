package dev.memphis.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.memphis.emulator.EmulatorOptions;
import dev.memphis.emulator.MemphisEmulator;
import dev.memphis.testbed.stock.StockServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Of a server in an outage, with poison and with a wrong password, and of the quickstart: no secret is in any output, log or
 * file but the configuration, and none in the arguments of a process.
 */
class SecretsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String PASSWORD = "Sink-Hidden-1!";
    private static final String WRONG = "Wrong-Hidden-2!";
    private static final String ROOT = "Root-Hidden-3!";
    private static final String IN_A_ROW = "row-hidden-4";
    /** A token's first two parts, of which the second holds the password. */
    private static final Pattern TOKEN = Pattern.compile("eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}");

    @RegisterExtension
    static final TestBed BED = new TestBed();

    @TempDir
    Path folder;

    @BeforeAll
    static void onlyOnTheNewestServer() {
        assumeTrue(
                System.getProperty("debezium.version").equals(System.getProperty("debezium.newest")),
                "the quickstart runs the newest server: skipped");
        assumeTrue(BED.memphis().emulator().isPresent(), "an outside Memphis has no faults to switch: skipped");
    }

    @Test
    void serverInBadTimes_showsNoSecret() throws Exception {
        String database = BED.fresh("secrets");
        BED.postgres().createDatabase(database);
        BED.postgres().execute(database, "CREATE TABLE t (id int PRIMARY KEY, text text)");
        try (MemphisEmulator memphis = MemphisEmulator.start(
                        EmulatorOptions.defaults().withRootPassword(ROOT).withUser("cdc", PASSWORD));
                StockServer server = BED.server()) {
            server.start(properties(database, memphis, PASSWORD));
            row(database, 1, "small");
            await().atMost(PATIENCE).until(() -> memphis.stations().count(database + ".public.t") >= 1);
            Set<String> arguments = arguments(server.handle());
            memphis.faults().breakBroker();
            row(database, 2, "in the outage");
            await().atMost(PATIENCE).until(() -> server.logged().contains("Delivery to Memphis fails"));
            memphis.faults().invalidateTokens();
            memphis.faults().mendBroker();
            await().atMost(PATIENCE).until(() -> memphis.stations().count(database + ".public.t") >= 2);
            row(database, 3, IN_A_ROW + "x".repeat(4096));
            await().atMost(PATIENCE).until(() -> server.logged().contains("Skipped: "));
            server.stop();
            server.start(properties(database, memphis, WRONG));
            assertThat(server.awaitEnd(PATIENCE)).isEqualTo(1);

            assertThat(server.logged()).contains("TRACE", "Took event", "the gateway refuses user 'cdc'");
            assertNoSecret(
                    server.folder(), Set.of(BED.postgres().password(), PASSWORD, WRONG, ROOT, IN_A_ROW), arguments);
        }
    }

    @Test
    void quickstart_showsNoSecret() throws Exception {
        Set<String> arguments = new LinkedHashSet<>();
        try (MemphisEmulator outside = MemphisEmulator.start(
                EmulatorOptions.defaults().withStrict(true).withRootPassword(ROOT))) {
            Process process = quickstart(
                    "--keep",
                    "--events",
                    "2",
                    "--interval-ms",
                    "50",
                    "--gateway",
                    outside.gatewayUri().toString(),
                    "--management",
                    outside.managementUri().toString());
            try {
                while (!process.waitFor(200, TimeUnit.MILLISECONDS)) {
                    arguments.addAll(arguments(process.toHandle()));
                }
            } finally {
                process.destroy();
            }
            assertThat(process.exitValue())
                    .as(Files.readString(folder.resolve("output")))
                    .isZero();
        }

        Set<String> secrets = new LinkedHashSet<>(Set.of(ROOT));
        secrets.addAll(passwordsOf(configuration()));
        assertThat(secrets).as("of root, of the sink, of the database").hasSize(3);
        assertThat(arguments).as("processes seen").hasSizeGreaterThan(2);
        assertNoSecret(folder, secrets, arguments);
    }

    private static void row(String database, int id, String text) throws Exception {
        BED.postgres().execute(database, "INSERT INTO t VALUES (" + id + ", '" + text + "')");
    }

    private static Map<String, String> properties(String database, MemphisEmulator memphis, String password) {
        Map<String, String> properties = new TreeMap<>(BED.properties(database, memphis.gatewayUri()));
        properties.put("debezium.sink.memphis.username", "cdc");
        properties.put("debezium.sink.memphis.password", password);
        properties.put("debezium.sink.memphis.poison.policy", "skip");
        properties.put("debezium.sink.memphis.event.max.bytes", "2048");
        for (String category : List.of("dev.memphis", "io.debezium.server.memphis")) {
            properties.put("quarkus.log.category.\"" + category + "\".level", "TRACE");
            properties.put("quarkus.log.category.\"" + category + "\".min-level", "TRACE");
        }
        return properties;
    }

    private Process quickstart(String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                System.getProperty("java.class.path")));
        for (String property : List.of("debezium.version", "memphis.sink.jar", "maven.command")) {
            command.add("-D" + property + "=" + System.getProperty(property));
        }
        command.addAll(List.of("dev.memphis.quickstart.QuickstartCommand", "--distribution", "stock"));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        builder.environment().put("MEMPHIS_ROOT_PASSWORD", ROOT);
        return builder.start();
    }

    /** Returns how a process and those it started were called. */
    private static Set<String> arguments(ProcessHandle process) {
        Set<String> all = new LinkedHashSet<>();
        Stream.concat(Stream.of(process), process.descendants()).forEach(one -> {
            try {
                all.add(Files.readString(Path.of("/proc", String.valueOf(one.pid()), "cmdline"))
                        .replace('\0', ' '));
            } catch (IOException e) {
                // It has ended.
            }
        });
        return all;
    }

    private Path configuration() throws IOException {
        try (Stream<Path> files = Files.find(folder, 5, (path, is) -> path.endsWith("config/application.properties"))) {
            return files.findFirst().orElseThrow();
        }
    }

    private static List<String> passwordsOf(Path configuration) throws IOException {
        Properties properties = new Properties();
        properties.load(Files.newBufferedReader(configuration));
        return properties.stringPropertyNames().stream()
                .filter(name -> name.endsWith(".password"))
                .map(properties::getProperty)
                .toList();
    }

    private static void assertNoSecret(Path folder, Set<String> secrets, Set<String> arguments) throws IOException {
        List<Path> logs;
        try (Stream<Path> files = Files.walk(folder)) {
            logs = files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("config/application.properties"))
                    // Jars are not ours, and rows belong into the database.
                    .filter(file -> !file.toString().matches(".*/(lib|lib_metrics|jmx|base|pg_wal)/.*|.*\\.jar"))
                    .toList();
        }
        assertThat(logs).isNotEmpty();
        for (Path log : logs) {
            assertThat(text(log)).as(log.toString()).doesNotContain(secrets).doesNotContainPattern(TOKEN);
        }
        assertThat(arguments).isNotEmpty().allSatisfy(line -> assertThat(line).doesNotContain(secrets));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
