package dev.memphis.benchmark;

import dev.memphis.benchmark.cell.Bench;
import dev.memphis.benchmark.cell.Kind;
import dev.memphis.benchmark.cell.Link;
import dev.memphis.benchmark.cell.Scenario;
import dev.memphis.benchmark.cell.Sink;
import dev.memphis.benchmark.connect.ConnectCommand;
import dev.memphis.benchmark.forms.EconomyCommand;
import dev.memphis.benchmark.forms.FormsCommand;
import dev.memphis.benchmark.report.Machine;
import dev.memphis.benchmark.report.Results;
import dev.memphis.benchmark.report.Tables;
import dev.memphis.benchmark.report.Target;
import dev.memphis.benchmark.report.Targets;
import dev.memphis.benchmark.source.ChangeStream;
import dev.memphis.benchmark.source.Rows;
import dev.memphis.testbed.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** {@code bin/benchmark}. Exit codes: 0 measured (whatever came out), 1 something broke, 2 wrong options. */
@Command(
        name = "benchmark",
        sortOptions = false,
        subcommands = {
            ScaleCommand.class,
            LatencyCommand.class,
            StartCommand.class,
            ConnectCommand.class,
            MicroCommand.class,
            FormsCommand.class,
            EconomyCommand.class,
            ReportCommand.class
        },
        description =
                "Measures stock Debezium Servers with the Memphis sink, with the stock http sink and with a sink that"
                        + " does nothing, in turn and on this machine. Without options: the full matrix, which takes hours; --short"
                        + " takes minutes.")
public final class BenchmarkCommand implements Callable<Integer> {
    private static final String SNAPSHOT_TABLE = "snapshot_rows";

    @Option(
            names = "--short",
            description =
                    "Some three minutes, to see that it works: flattened events, 20,000 rows, 5 s of changes, one round,"
                            + " instant gateway behind 5 ms. Its figures are those of servers that have just started.")
    private boolean brief;

    @Option(
            names = "--scenarios",
            split = ",",
            paramLabel = "NAME",
            description = "Of ${COMPLETION-CANDIDATES} (default: all).")
    private Set<Scenario> scenarios = new LinkedHashSet<>(List.of(Scenario.values()));

    @Option(
            names = "--kinds",
            split = ",",
            paramLabel = "NAME",
            description = "Kinds of event, of ${COMPLETION-CANDIDATES} (default: all).")
    private Set<Kind> kinds;

    @Option(
            names = "--sinks",
            split = ",",
            paramLabel = "NAME",
            description = "Of ${COMPLETION-CANDIDATES} (default: all).")
    private Set<Sink> sinks = new LinkedHashSet<>(List.of(Sink.values()));

    @Option(
            names = "--gateways",
            split = ",",
            paramLabel = "NAME",
            description = "Of ${COMPLETION-CANDIDATES} (default: INSTANT,EMULATOR, and OUTSIDE with --gateway).")
    private Set<Link.Gateway> gateways;

    @Option(
            names = "--round-trips",
            split = ",",
            paramLabel = "MS",
            description = "What the proxy before the gateway adds; 0 for no proxy (default: 0,1,5,50).")
    private List<Integer> roundTrips;

    @Option(names = "--rows", paramLabel = "N", description = "How many rows a snapshot has (default: 200000).")
    private Long rows;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "2000",
            description = "Changes a second when streaming (default: ${DEFAULT-VALUE}).")
    private int rate;

    @Option(
            names = "--stream-seconds",
            paramLabel = "S",
            description = "How long changes are measured, after some that are not (default: 30).")
    private Integer streamSeconds;

    @Option(
            names = "--warm-up-seconds",
            paramLabel = "S",
            description =
                    "How long changes come before those that are measured: what a server does while it is new belongs"
                            + " to its start (default: 20).")
    private Integer warmUpSeconds;

    @Mixin
    private RunOptions run;

    @Option(
            names = {"-h", "--help"},
            scope = ScopeType.INHERIT,
            usageHelp = true,
            description = "Show this.")
    private boolean help;

    /** Ends the process with the exit code. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        CommandLine command = new CommandLine(new BenchmarkCommand());
        command.setCaseInsensitiveEnumValuesAllowed(true);
        command.setExecutionExceptionHandler((e, line, result) -> {
            System.err.println("benchmark: " + reason(e));
            return 1;
        });
        command.setParameterExceptionHandler((e, line) -> {
            System.err.println("benchmark: " + e.getMessage() + "; bin/benchmark --help shows what there is");
            return CommandLine.ExitCode.USAGE;
        });
        return command;
    }

    private static String reason(Exception e) {
        if (e instanceof Problem) {
            return String.valueOf(e.getMessage());
        }
        return e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage());
    }

    @Override
    public Integer call() throws Exception {
        run.check();
        settle();
        Matrix matrix = matrix();
        String when = Instant.now().toString();
        try (Workshop workshop = Workshop.open(run)) {
            if (scenarios.contains(Scenario.SNAPSHOT)) {
                workshop.source().table(SNAPSHOT_TABLE, Rows.USUAL, rows);
            }
            Rounds rounds = new Rounds(run.rounds, cell -> {
                Bench.Load load = load(cell.cell().scenario());
                if (cell.cell().scenario() == Scenario.STREAM) {
                    workshop.source().table("stream", Rows.USUAL, 0);
                }
                return workshop.bench().measure(cell.cell(), load);
            });
            Results results = new Results(
                    when,
                    Machine.describe(),
                    asked(),
                    rounds.run(matrix.cells().stream()
                            .map(cell -> new Rounds.Labelled(cell, ""))
                            .toList()));
            report(results);
        }
        return 0;
    }

    /** What --short says counts where nothing else was asked for. */
    private void settle() {
        rows = rows != null ? rows : brief ? 20_000L : 200_000L;
        warmUpSeconds = warmUpSeconds != null ? warmUpSeconds : brief ? 3 : 20;
        streamSeconds = streamSeconds != null ? streamSeconds : brief ? 5 : 30;
        roundTrips = roundTrips != null ? roundTrips : brief ? List.of(5) : List.of(0, 1, 5, 50);
        if (kinds == null) {
            kinds = new LinkedHashSet<>(brief ? List.of(Kind.FLAT) : List.of(Kind.values()));
        }
        if (gateways == null) {
            gateways = new LinkedHashSet<>(List.of(Link.Gateway.INSTANT));
            if (!brief) {
                gateways.add(Link.Gateway.EMULATOR);
            }
            if (run.gateway != null) {
                gateways.add(Link.Gateway.OUTSIDE);
            }
        }
        if (gateways.contains(Link.Gateway.OUTSIDE) && run.gateway == null) {
            throw run.wrong("--gateways outside needs --gateway and --management");
        }
        if (brief) {
            run.rounds = 1;
            run.httpSeconds = Math.min(run.httpSeconds, 5);
        }
        if (rows < 2 || rate < 1 || streamSeconds < 1 || warmUpSeconds < 1) {
            throw run.wrong("--rows is at least 2, --rate, --stream-seconds and --warm-up-seconds at least 1");
        }
    }

    private Matrix matrix() {
        List<Link> links = new ArrayList<>();
        for (Link.Gateway gateway : gateways) {
            roundTrips.forEach(millis -> links.add(new Link(gateway, millis)));
        }
        // The other jar's cells are there only where one was named.
        List<Sink> measured = sinks.stream()
                .filter(sink -> run.otherJar != null || !sink.isOther())
                .toList();
        return new Matrix(List.copyOf(scenarios), List.copyOf(kinds), links, measured);
    }

    private Bench.Load load(Scenario scenario) {
        Duration warmUp = Duration.ofSeconds(warmUpSeconds);
        return switch (scenario) {
            case SNAPSHOT -> new Bench.Load("public." + SNAPSHOT_TABLE, rows, null, Map.of());
            case STREAM ->
                new Bench.Load(
                        "public.stream",
                        0,
                        new ChangeStream.Pace(rate, warmUp, Duration.ofSeconds(streamSeconds)),
                        Map.of());
        };
    }

    private Map<String, String> asked() {
        Map<String, String> asked = new TreeMap<>();
        asked.put("debezium", Workshop.property("debezium.version"));
        asked.put("rows", String.valueOf(rows));
        asked.put("rounds", String.valueOf(run.rounds));
        asked.put("cell seconds at most", String.valueOf(run.cellSeconds));
        asked.put("http one by one seconds at most", String.valueOf(run.httpSeconds));
        asked.put("changes a second", String.valueOf(rate));
        asked.put("stream seconds", String.valueOf(streamSeconds));
        asked.put("warm-up seconds", String.valueOf(warmUpSeconds));
        return asked;
    }

    private void report(Results results) throws Exception {
        if (run.json != null) {
            results.write(run.json);
        }
        System.out.println();
        System.out.println(Tables.of(results));
        List<Target> targets = Targets.of(results);
        if (!targets.isEmpty()) {
            System.out.println(Targets.table(targets));
        }
    }
}
