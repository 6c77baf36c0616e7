package dev.memphis.cli.snapshot;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.memphis.cli.CommandFailure;
import dev.memphis.cli.ExitCode;
import dev.memphis.cli.Screen;
import dev.memphis.cli.config.ConfigOptions;
import dev.memphis.cli.source.Connector;
import dev.memphis.cli.source.Database;
import dev.memphis.cli.source.Databases;
import dev.memphis.cli.source.NoDatabaseException;
import dev.memphis.cli.source.SourceSettings;
import dev.memphis.cli.source.Table;
import dev.memphis.client.http.HttpUrl;
import dev.memphis.delivery.options.PrintableText;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks a running server for an incremental snapshot. */
@Command(
        name = "snapshot",
        description =
                "Asks a running server to read tables again, chunk by chunk beside the stream, and follows it to its end.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  memphis snapshot public.orders",
            "",
            "It needs a signal table: debezium.source.signal.data.collection. Ctrl-C ends the",
            "waiting, and not the snapshot: --stop does."
        })
public final class SnapshotCommand implements Callable<Integer> {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Set<String> FAILURES = Set.of("stopped", "not begun", "goes on");

    @Spec
    CommandSpec spec;

    @Mixin
    ConfigOptions configuration;

    @Parameters(paramLabel = "TABLE", arity = "0..*", description = "public.orders; with --stop none means all.")
    List<String> names = new ArrayList<>();

    @Option(names = "--stop", description = "Ends the snapshot of these tables, or of all.")
    boolean stop;

    @Option(
            names = "--api",
            paramLabel = "URL",
            description =
                    "Sends the signal through Debezium Server's HTTP API (http://localhost:8080) and not the table.")
    @Nullable String api;

    @Option(names = "--no-wait", description = "Sends the signal and does not wait for the end.")
    boolean noWait;

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "How long nothing may move before the waiting ends. Default: ${DEFAULT-VALUE}.")
    String patience;

    @Option(names = "--json", description = "Prints one JSON document.")
    boolean json;

    @Override
    public Integer call() throws InterruptedException {
        if (names.isEmpty() && !stop) {
            throw usage("TABLE is missing: name at least one, such as public.orders");
        }
        Duration quiet = patience();
        Optional<URI> server = server();
        SourceSettings settings = new SourceSettings(configuration.read());
        String signals = signalTable(settings);
        try (Database database = Databases.open(settings, CONNECT)) {
            return run(settings, database, SignalTable.of(database, settings, signals), signals, server, quiet);
        } catch (NoDatabaseException e) {
            throw failure("the database: " + e.getMessage() + "; " + e.advice());
        } catch (SQLException e) {
            throw failure("the database refuses: " + e.getMessage());
        } catch (IOException e) {
            throw failure(String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.CONFIGURATION, e.getMessage());
        }
    }

    private int run(
            SourceSettings settings,
            Database database,
            SignalTable table,
            String signals,
            Optional<URI> server,
            Duration quiet)
            throws SQLException, IOException, InterruptedException {
        List<Table> wanted = tables(settings, database, signals);
        Screen screen = new Screen(spec.commandLine());
        long expected = stop ? 0 : table.expected(wanted, chunkSize(settings));
        Progress progress = new Progress(table, expected, quiet);
        List<String> full = wanted.stream().map(Table::full).toList();
        Signal signal = stop ? Signal.stop(full) : Signal.execute(full);
        if (server.isPresent()) {
            ServerApi.send(server.get(), signal);
        } else {
            table.send(signal);
        }
        tell(
                screen,
                (stop ? "Asked to stop the snapshot of " : "Asked for a snapshot of ")
                        + (full.isEmpty() ? "all tables" : String.join(", ", full)) + " (signal " + signal.id() + ")");
        if (!SourceTables.maybeRead(database, settings.connector(), settings.slot())) {
            return end(
                    screen,
                    signal,
                    "waits",
                    "no server reads slot " + settings.slot() + " now: it is done once one does");
        }
        if (noWait) {
            return end(screen, signal, "sent", "");
        }
        if (stop) {
            return rested(screen, signal, progress.comesToRest(), quiet);
        }
        Progress.End end = progress.follow(screen, json);
        return ended(screen, signal, end, quiet, progress.read() + " of " + expected);
    }

    private int rested(Screen screen, Signal signal, boolean rests, Duration quiet) {
        return rests
                ? end(screen, signal, "at rest", "No chunk is read any more.")
                : end(
                        screen,
                        signal,
                        "goes on",
                        "Chunks are still read after " + quiet.toSeconds()
                                + " s: those of other tables, or the server has not come to the signal yet; its log tells.");
    }

    private int ended(Screen screen, Signal signal, Progress.End end, Duration quiet, String chunks) {
        return switch (end) {
            case FINISHED -> end(screen, signal, "finished", "Finished.");
            case ASKED_TO_STOP ->
                end(screen, signal, "stopped", "Stopped after " + chunks + " chunks, as somebody asked for.");
            case STOPPED ->
                end(
                        screen,
                        signal,
                        "stopped",
                        "Nothing moved for " + quiet.toSeconds()
                                + " s: it was stopped, rows were deleted meanwhile, or the server is away; its log tells.");
            case NOT_BEGUN ->
                end(
                        screen,
                        signal,
                        "not begun",
                        "No server has begun within " + quiet.toSeconds()
                                + " s: does it run with this debezium.source.signal.data.collection, is that table in the"
                                + " publication, have the tables primary keys? Its log tells.");
        };
    }

    private int end(Screen screen, Signal signal, String state, String words) {
        if (json) {
            ObjectNode document = new JsonMapper().createObjectNode();
            document.put("signal", signal.id()).put("state", state);
            screen.raw(document.toString());
        } else if (!words.isEmpty()) {
            screen.line(words);
        }
        return FAILURES.contains(state) ? ExitCode.FAILED : ExitCode.OK;
    }

    private void tell(Screen screen, String line) {
        if (!json) {
            screen.line(line);
        }
    }

    private List<Table> tables(SourceSettings settings, Database database, String signals) throws SQLException {
        List<Table> there = SourceTables.of(database);
        if (there.stream().noneMatch(table -> table.full().equals(signals))) {
            throw failure("the signal table " + signals + " is not there, or the user may not see it: "
                    + SourceSettings.createSignalTable(signals));
        }
        List<Table> captured = there.stream()
                .filter(settings.tables()::captures)
                .filter(table -> !table.full().equals(signals))
                .toList();
        List<Table> wanted = new ArrayList<>();
        for (String name : names) {
            wanted.add(captured.stream()
                    .filter(table -> table.full().equals(name))
                    .findFirst()
                    .orElseThrow(() -> failure("table '" + PrintableText.of(name) + "' is not captured; these are: "
                            + captured.stream().map(Table::full).collect(Collectors.joining(", ")))));
        }
        return wanted;
    }

    private static String signalTable(SourceSettings settings) {
        if (!Databases.knows(settings.connector())) {
            throw new CommandFailure(
                    ExitCode.CONFIGURATION,
                    "this command knows PostgreSQL, MySQL and MariaDB, and the configuration names "
                            + settings.connector().title());
        }
        if (settings.host().isEmpty()) {
            throw new CommandFailure(ExitCode.CONFIGURATION, "debezium.source.database.hostname is missing");
        }
        String example =
                settings.connector() == Connector.POSTGRESQL ? "public.debezium_signal" : "shop.debezium_signal";
        return settings.signalTable()
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.CONFIGURATION,
                        "debezium.source.signal.data.collection is missing: name a table there, for example " + example
                                + ", make it (" + SourceSettings.createSignalTable(example)
                                + ") and start the server again"));
    }

    private static long chunkSize(SourceSettings settings) {
        return settings.text("incremental.snapshot.chunk.size")
                .filter(text -> text.matches("[1-9][0-9]{0,8}"))
                .map(Long::parseLong)
                .orElse(1024L);
    }

    private Duration patience() {
        if (!patience.matches("[1-9][0-9]{0,5}")) {
            throw usage("--patience '" + PrintableText.of(patience)
                    + "' must be a whole number of seconds from 1 to 999999");
        }
        return Duration.ofSeconds(Long.parseLong(patience));
    }

    private Optional<URI> server() {
        if (api == null) {
            return Optional.empty();
        }
        return Optional.of(
                HttpUrl.read(api).orElseThrow(() -> usage("--api must be a URL such as http://localhost:8080")));
    }

    private static CommandFailure usage(String message) {
        return new CommandFailure(ExitCode.USAGE, message);
    }

    private static CommandFailure failure(String message) {
        return new CommandFailure(ExitCode.FAILED, message);
    }
}
