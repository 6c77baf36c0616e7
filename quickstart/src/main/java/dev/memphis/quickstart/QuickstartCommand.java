package dev.memphis.quickstart;

import dev.memphis.client.http.CallException;
import dev.memphis.emulator.UsageMessage;
import dev.memphis.quickstart.changes.Change;
import dev.memphis.quickstart.todo.TodoGenerator;
import dev.memphis.testbed.Problem;
import dev.memphis.testbed.TemporaryFolder;
import java.io.PrintStream;
import java.net.URI;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bin/quickstart}. Exit codes: 0 all well, 1 events are missing or something broke, 2 wrong options. */
@Command(
        name = "quickstart",
        sortOptions = false,
        description = "Runs the whole pipeline on this machine: a todo application on PostgreSQL, a Debezium Server"
                + " with the Memphis sink, Memphis (emulated unless you name a running one), and a consumer that prints"
                + " each change. Ctrl-C ends it all.")
public final class QuickstartCommand implements Callable<Integer> {
    /** How long to wait for the last events once all items are inserted. */
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    /** PostgreSQL's data and write-ahead log. */
    private static final long MEGABYTES = 512;

    @Option(names = "--events", paramLabel = "N", description = "Insert N items, check that each arrives, and end.")
    private int events;

    @Option(
            names = "--interval-ms",
            paramLabel = "MS",
            defaultValue = "500",
            description = "Time between two items (default: ${DEFAULT-VALUE}).")
    private long intervalMillis;

    @Option(
            names = "--schema",
            description =
                    "The station has a JSON schema; what breaks it goes to a dead letter station, which is shown.")
    private boolean schema;

    @Option(
            names = "--bad",
            paramLabel = "PERCENT",
            description = "So many of a hundred items break the schema: no description, or a negative number.")
    private int bad;

    @Option(
            names = "--distribution",
            paramLabel = "slim|stock",
            defaultValue = "slim",
            description = "The Debezium Server: one with the Memphis sink alone, or the stock 3.6.0.Final (780 MB,"
                    + " fetched once) with the jar in its lib/ (default: ${DEFAULT-VALUE}).")
    private Server server;

    @Option(
            names = "--engine",
            paramLabel = "server|connect",
            defaultValue = "server",
            description =
                    "What carries the changes: a Debezium Server, or Kafka Connect with a Kafka node and Debezium's"
                            + " source connector, all fetched through Maven (default: ${DEFAULT-VALUE}).")
    private Engine.Kind kind;

    @Option(
            names = "--gateway",
            paramLabel = "URL",
            description =
                    "A running Memphis REST gateway, instead of the emulator. MEMPHIS_ROOT_PASSWORD in the environment"
                            + " is the password of its user root (default: memphis).")
    private @Nullable URI gateway;

    @Option(names = "--management", paramLabel = "URL", description = "The management API that belongs to --gateway.")
    private @Nullable URI management;

    @Option(
            names = "--postgres-port",
            paramLabel = "PORT",
            description =
                    "Default: a free one, as for all ports. CDC_PASSWORD in the environment is the password of the"
                            + " database's user cdc, for a server of your own beside this one.")
    private @Nullable Integer postgresPort;

    @Option(names = "--gateway-port", paramLabel = "PORT", description = "Of the emulated gateway.")
    private @Nullable Integer gatewayPort;

    @Option(names = "--management-port", paramLabel = "PORT", description = "Of the emulated management API.")
    private @Nullable Integer managementPort;

    @Option(names = "--server-port", paramLabel = "PORT", description = "Of Debezium Server's health page.")
    private @Nullable Integer serverPort;

    @Option(
            names = "--keep",
            description = "Keep data, configuration and logs for a look, and in a running Memphis the run's user and"
                    + " stations.")
    private boolean keep;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this.")
    private boolean help;

    private final Pipeline pipeline = new Pipeline();

    @SuppressWarnings("NullAway.Init") // set by call()
    private TemporaryFolder folder;

    private volatile boolean ending;

    /** Ends the process with the exit code. */
    public static void main(String[] arguments) {
        System.exit(execute(System.err, arguments));
    }

    /** Runs the command; what goes wrong is told on {@code errors}, a line for each. Returns the exit code. */
    static int execute(PrintStream errors, String... arguments) {
        QuickstartCommand quickstart = new QuickstartCommand();
        CommandLine command = new CommandLine(quickstart)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((e, line, result) -> {
                    quickstart.complain("quickstart: " + reason(e));
                    return 1;
                });
        command.setParameterExceptionHandler((e, line) -> {
            errors.println("quickstart: " + UsageMessage.of(e) + "; bin/quickstart --help shows what there is");
            return CommandLine.ExitCode.USAGE;
        });
        return command.execute(arguments);
    }

    private static String reason(Exception e) {
        if (e instanceof Problem || e instanceof CallException) {
            return String.valueOf(e.getMessage());
        }
        return e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage());
    }

    @Override
    public Integer call() throws Exception {
        validate();
        folder = TemporaryFolder.make("memphis-quickstart-", MEGABYTES, "a run of the pipeline");
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "quickstart-end"));
        Ports ports = new Ports(
                Optional.ofNullable(postgresPort),
                Optional.ofNullable(gatewayPort),
                Optional.ofNullable(managementPort),
                Optional.ofNullable(serverPort));
        System.out.println("Starting the pipeline:");
        pipeline.start(new Pipeline.Parts(engine(), folder.path(), ports, outside(), rootPassword(), schema, keep));
        return run();
    }

    private Optional<Memphis> outside() {
        return gateway == null || management == null
                ? Optional.empty()
                : Optional.of(new Memphis(gateway, management, rootPassword()));
    }

    /** No option: others on the machine could read it. */
    private static String rootPassword() {
        String given = System.getenv("MEMPHIS_ROOT_PASSWORD");
        return given == null || given.isEmpty() ? "memphis" : given;
    }

    private Engine engine() {
        return kind == Engine.Kind.CONNECT ? new ConnectEngine() : new ServerEngine(server);
    }

    private void validate() {
        if ((gateway == null) != (management == null)) {
            throw wrong("--gateway and --management go together: a running Memphis has both");
        }
        if (events < 0 || intervalMillis < 0) {
            throw wrong("--events and --interval-ms cannot be negative");
        }
        if (bad < 0 || bad > 100) {
            throw wrong("--bad=" + bad + " is no percentage from 0 to 100");
        }
        if (bad > 0 && !schema) {
            throw wrong("--bad goes with --schema: without a schema nothing is refused");
        }
        checkUrl("--gateway", gateway);
        checkUrl("--management", management);
    }

    private static void checkUrl(String option, @Nullable URI url) {
        if (url != null && (url.getHost() == null || !List.of("http", "https").contains(url.getScheme()))) {
            throw wrong(option + "=" + ShownUrl.of(url.toString()) + " is no URL such as http://localhost:4444");
        }
    }

    private static CommandLine.ParameterException wrong(String message) {
        return new CommandLine.ParameterException(new CommandLine(new QuickstartCommand()), message);
    }

    /** Says what went wrong, unless that is only that the parts are being ended. */
    private void complain(String line) {
        if (!ending) {
            System.err.println(line);
        }
    }

    private int run() throws SQLException, CallException, InterruptedException {
        PatientReader<String> reader = patient(pipeline.reader()::read);
        System.out.println("Waiting for " + pipeline.engine().name() + " to follow the database ...");
        Thread generator = Thread.ofVirtual().start(this::generate);
        Checklist checklist = new Checklist();
        Optional<Refused> refused = pipeline.deadLetters().map(letters -> new Refused(patient(letters::readMessages)));
        Instant last = Instant.now();
        while (true) {
            for (String message : reader.read()) {
                show(message, checklist);
                last = Instant.now();
            }
            if (refused.isPresent() && refused.get().read()) {
                last = Instant.now();
            }
            int arrived = checklist.delivered() + refused.map(Refused::count).orElse(0);
            if (events > 0 && arrived >= events) {
                return verdict(checklist, refused);
            }
            if (!pipeline.engine().isAlive()) {
                complain(pipeline.engine().name() + " ended; the end of its log:\n"
                        + end(pipeline.engine().logged()));
                return events > 0 ? verdict(checklist, refused) : 1;
            }
            if (events > 0 && !generator.isAlive() && last.plus(PATIENCE).isBefore(Instant.now())) {
                return verdict(checklist, refused);
            }
        }
    }

    private <T> PatientReader<T> patient(PatientReader.Source<T> source) {
        return new PatientReader<>(source, Duration.ofSeconds(1), line -> complain("quickstart: " + line));
    }

    private void generate() {
        try {
            pipeline.awaitStreaming(PATIENCE);
            System.out.println("Changes, as the station hands them out (Ctrl-C ends):");
            new TodoGenerator(pipeline.todos(), RandomGenerator.getDefault(), Clock.systemDefaultZone(), bad)
                    .run(events, Duration.ofMillis(intervalMillis));
        } catch (SQLException e) {
            complain("The todo generator stops: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void show(String message, Checklist checklist) {
        Optional<Change> change = Change.parse(message);
        change.ifPresent(checklist::add);
        System.out.println("  " + change.map(known -> known.line("item_id")).orElse(message));
    }

    private int verdict(Checklist checklist, Optional<Refused> refused) throws SQLException {
        var table = pipeline.todos().all();
        refused.ifPresent(Refused::show);
        checklist.addAll(refused.map(Refused::items).orElseGet(Checklist::new));
        List<String> missing = checklist.missing(table);
        missing.forEach(line -> System.out.println("  MISSING " + line));
        long lost =
                missing.stream().map(line -> line.split(" ", -1)[0]).distinct().count();
        int aside = refused.map(Refused::count).orElse(0);
        System.out.println(table.size() + " events captured, " + (table.size() - lost - aside) + " delivered, "
                + (refused.isPresent() ? aside + " refused, " : "") + lost + " lost");
        return lost == 0 && table.size() == events ? 0 : 1;
    }

    private static String end(String log) {
        List<String> lines = log.lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
    }

    private void end() {
        ending = true;
        pipeline.close();
        if (keep) {
            System.out.println("Kept: " + folder.path());
        } else {
            folder.close();
        }
    }
}
