package dev.memphis.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.memphis.emulator.EmulatorOptions;
import dev.memphis.emulator.MemphisEmulator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The quickstart as a user runs it: a process of its own that is watched from outside. */
class QuickstartIT {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @TempDir
    Path folder;

    private static final List<String> PROPERTIES = List.of(
            "debezium.version",
            "memphis.sink.jar",
            "maven.command",
            "memphis.kafka.lib",
            "memphis.connect.plugins",
            "memphis.source.plugins");

    private final List<Run> runs = new ArrayList<>();

    @BeforeAll
    static void onlyOnTheNewestServer() {
        assumeTrue(
                System.getProperty("debezium.version").equals(System.getProperty("debezium.newest")),
                "the quickstart runs the newest server: skipped");
    }

    @Test
    void someEvents_allArriveAndTheLastLineCountsThem() throws Exception {
        Run run = start("--events", "5", "--interval-ms", "50");

        assertThat(run.awaitEnd()).as(run.output()).isZero();

        assertThat(run.output().lines().toList().getLast()).isEqualTo("5 events captured, 5 delivered, 0 lost");
        assertThat(run.output().lines().filter(line -> line.contains("insert   todo_items item_id=")))
                .hasSize(5);
    }

    @Test
    void schema_refusesWhatBreaksItAndTheLastLineCountsThat() throws Exception {
        Run run = start("--events", "8", "--interval-ms", "50", "--schema", "--bad", "25");

        assertThat(run.awaitEnd()).as(run.output()).isZero();

        assertThat(run.output().lines().toList().getLast())
                .isEqualTo("8 events captured, 6 delivered, 2 refused, 0 lost");
        assertThat(run.output())
                .contains("Dead letters of station todo-cdc-dead-letters:")
                .contains("'/payload/after/description' does not validate", "expected string, but got null")
                .contains("'/payload/after/creation_date' does not validate", "must be >= 0 but found -");
    }

    @Test
    @Tag("connect")
    void kafkaConnect_carriesTheSameChanges() throws Exception {
        Run run = start("--engine", "connect", "--events", "5", "--interval-ms", "50");

        assertThat(run.awaitEnd()).as(run.output()).isZero();

        assertThat(run.output()).contains("5 events captured, 5 delivered, 0 lost");
    }

    @Test
    void aRunningMemphis_isUsedInsteadOfTheEmulator() throws Exception {
        try (MemphisEmulator outside =
                MemphisEmulator.start(EmulatorOptions.defaults().withStrict(true))) {
            Run run = start(
                    "--events",
                    "3",
                    "--interval-ms",
                    "50",
                    "--gateway",
                    outside.gatewayUri().toString(),
                    "--management",
                    outside.managementUri().toString());

            assertThat(run.awaitEnd()).as(run.output()).isZero();

            assertThat(run.output()).contains("3 events captured, 3 delivered, 0 lost");
            assertThat(outside.stations().names()).as("it is left as it was").isEmpty();
            assertThat(outside.races()).isEmpty();
        }
    }

    @Test
    void interrupted_everyProcessEndsWithinTenSeconds() throws Exception {
        Run run = start("--interval-ms", "50");
        await().atMost(PATIENCE).until(() -> run.output().contains("insert "));
        List<ProcessHandle> started = startedBy(run);
        assertThat(started).as("Debezium Server, PostgreSQL and its workers").hasSizeGreaterThan(3);

        interrupt(run.process.pid());

        assertThat(run.process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        // PostgreSQL takes its file of its id away a moment before it is gone.
        await().atMost(Duration.ofSeconds(2))
                .untilAsserted(() -> assertThat(started).noneMatch(ProcessHandle::isAlive));
        assertThat(run.output()).doesNotContain("Exception");
    }

    @Test
    void aPortInUse_isOneLineAndExitCode1() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Run run = start("--postgres-port", String.valueOf(taken.getLocalPort()));

            assertThat(run.awaitEnd()).isEqualTo(1);

            assertThat(run.output()).contains("Port " + taken.getLocalPort() + " is in use", "--postgres-port");
        }
    }

    @Test
    void aGatewayThatIsNotThere_isOneLineAndExitCode1() throws Exception {
        Run run = start("--gateway", "http://127.0.0.1:1", "--management", "http://127.0.0.1:1");

        assertThat(run.awaitEnd()).isEqualTo(1);

        assertThat(run.output().lines().filter(line -> line.startsWith("quickstart: ")))
                .singleElement()
                .asString()
                .contains("http://127.0.0.1:1");
    }

    // ---------------------------------------------------------------- scaffolding

    /** A test that fails leaves nothing running: told to end, the quickstart ends what it has started. */
    @AfterEach
    void endAll() throws InterruptedException {
        for (Run run : runs) {
            run.process.destroy();
            run.awaitEnd();
        }
    }

    private record Run(Process process, Path log) {
        String output() throws IOException {
            return Files.readString(log);
        }

        int awaitEnd() throws InterruptedException {
            return process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) ? process.exitValue() : -1;
        }
    }

    private Run start(String... options) throws IOException {
        Path log = folder.resolve("output");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                "dev.memphis.quickstart.QuickstartCommand"));
        for (String property : PROPERTIES) {
            command.add(1, "-D" + property + "=" + System.getProperty(property));
        }
        String slim = System.getProperty("debezium.home", "");
        command.add(1, "-Dmemphis.slim.home=" + slim);
        command.addAll(List.of("--distribution", slim.isEmpty() ? "stock" : "slim"));
        command.addAll(List.of(options));
        Run run = new Run(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start(),
                log);
        runs.add(run);
        return run;
    }

    /** Returns the processes of a run; PostgreSQL leaves its parent, and tells its id in a file. */
    private List<ProcessHandle> startedBy(Run run) throws IOException {
        List<ProcessHandle> started = new ArrayList<>(run.process.descendants().toList());
        try (Stream<Path> files = Files.find(folder, 4, (path, is) -> path.endsWith("postmaster.pid"))) {
            long id = Long.parseLong(
                    Files.readAllLines(files.findFirst().orElseThrow()).getFirst());
            ProcessHandle postgres = ProcessHandle.of(id).orElseThrow();
            started.add(postgres);
            started.addAll(postgres.descendants().toList());
        }
        return started;
    }

    /**
     * What Ctrl-C does. Where the tests themselves run in the background, whatever they start ignores that signal; the
     * one of a shutdown then stands in for it, which Java answers alike.
     */
    private static void interrupt(long pid) throws IOException, InterruptedException {
        String signal = ignoresInterrupts(pid) ? "-TERM" : "-INT";
        new ProcessBuilder("kill", signal, String.valueOf(pid)).start().waitFor();
    }

    /** The mask of ignored signals has a bit for each, the first one for signal 1; the interrupt is signal 2. */
    private static boolean ignoresInterrupts(long pid) throws IOException {
        Path status = Path.of("/proc", String.valueOf(pid), "status");
        if (!Files.exists(status)) {
            return false;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .anyMatch(mask -> (Long.parseUnsignedLong(mask, 16) & 2) != 0);
    }
}
