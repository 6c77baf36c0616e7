package dev.memphis.cli.top;

import dev.memphis.cli.CommandFailure;
import dev.memphis.cli.ExitCode;
import dev.memphis.cli.Screen;
import dev.memphis.cli.Terminal;
import dev.memphis.cli.config.ConfigFile;
import dev.memphis.cli.source.Connector;
import dev.memphis.cli.source.NoDatabaseException;
import dev.memphis.cli.source.SourceSettings;
import dev.memphis.delivery.options.BadValueException;
import dev.memphis.delivery.reading.SecretFile;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what running servers and Connect tasks do. */
@Command(
        name = "top",
        description =
                "Shows what running servers and Connect tasks do, again and again: rate, lag, what is in flight, retries,"
                        + " receipts, outages.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example, for a server with JMX_EXPORTER_PORT=9404:",
            "  memphis top http://localhost:9404/metrics",
            "",
            "RECEIPT is how long receipts take (99th percentile). Ctrl-C ends it."
        })
public final class TopCommand implements Callable<Integer> {
    private static final String CLEARED = "\u001b[H\u001b[2J";

    @Spec
    CommandSpec spec;

    @Parameters(
            paramLabel = "TARGET",
            arity = "1..*",
            description =
                    "host:port of JMX (localhost:9010), or the JMX exporter's page (http://localhost:9404/metrics).")
    List<String> targets = new ArrayList<>();

    @Option(
            names = "--interval",
            paramLabel = "SECONDS",
            defaultValue = "2",
            description = "Default: ${DEFAULT-VALUE}.")
    String interval;

    @Option(names = "--once", description = "Looks twice, an interval apart, prints that and ends.")
    boolean once;

    @Option(names = "--json", description = "Prints a JSON object for each look.")
    boolean json;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "A server's application.properties: shows how much PostgreSQL's slot keeps, too.")
    @Nullable Path config;

    @Option(names = "--jmx-user", paramLabel = "NAME", description = "Who logs in to JMX, where it wants to know.")
    @Nullable String jmxUser;

    @Option(names = "--jmx-password-file", paramLabel = "FILE", description = "A file with the password for that.")
    @Nullable Path jmxPasswordFile;

    @Override
    public Integer call() throws InterruptedException {
        Duration between = between();
        List<Target> all = targets();
        Optional<SourceSettings> source = source();
        Screen screen = new Screen(spec.commandLine());
        try (Readings readings = new Readings(all)) {
            List<Reading> before = readings.take();
            while (true) {
                TimeUnit.NANOSECONDS.sleep(between.toNanos());
                List<Reading> now = readings.take();
                show(screen, before, now, source);
                if (once) {
                    return now.stream().allMatch(reading -> reading.problem().isEmpty())
                            ? ExitCode.OK
                            : ExitCode.FAILED;
                }
                before = now;
            }
        }
    }

    private Duration between() {
        boolean number = interval.matches("[0-9]{1,4}(\\.[0-9]{1,3})?");
        double seconds = number ? Double.parseDouble(interval) : 0;
        if (seconds < 0.1 || seconds > 3600) {
            throw usage("--interval '" + interval + "' must be a number of seconds from 0.1 to 3600");
        }
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    private List<Target> targets() {
        JmxLogIn logIn = logIn();
        try {
            return targets.stream().map(text -> Target.of(text, logIn)).toList();
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
    }

    private JmxLogIn logIn() {
        if ((jmxUser == null) != (jmxPasswordFile == null)) {
            throw usage("--jmx-user and --jmx-password-file go together");
        }
        if (jmxUser == null || jmxPasswordFile == null) {
            return new JmxLogIn(Optional.empty(), Optional.empty());
        }
        if (jmxUser.isBlank()) {
            throw usage("--jmx-user names no user");
        }
        try {
            return new JmxLogIn(Optional.of(jmxUser), Optional.of(SecretFile.read(jmxPasswordFile.toString())));
        } catch (BadValueException e) {
            throw usage("--jmx-password-file "
                    + e.complaints().stream()
                            .map(complaint -> complaint.shown() + " " + complaint.rule())
                            .collect(Collectors.joining("; ")));
        }
    }

    private Optional<SourceSettings> source() {
        if (config == null) {
            return Optional.empty();
        }
        if (config.toString().isBlank()) {
            throw usage("--config names no file");
        }
        SourceSettings settings = new SourceSettings(ConfigFile.read(config, Map.of()));
        if (settings.connector() != Connector.POSTGRESQL || settings.host().isEmpty()) {
            throw new CommandFailure(
                    ExitCode.CONFIGURATION,
                    "--config " + config + " has no PostgreSQL: only that has slots to look at");
        }
        return Optional.of(settings);
    }

    private void show(Screen screen, List<Reading> before, List<Reading> now, Optional<SourceSettings> source) {
        if (json) {
            screen.raw(ReadingsJson.of(Instant.now(), before, now, source.flatMap(this::slot)));
            return;
        }
        List<String> lines = new ArrayList<>(View.of(before, now));
        source.ifPresent(settings -> lines.add(slotLine(settings)));
        boolean live = !once && Terminal.input().isPresent();
        if (live) {
            screen.raw(CLEARED + "memphis top  " + Instant.now().truncatedTo(ChronoUnit.SECONDS) + "  every " + interval
                    + " s; Ctrl-C ends it");
        }
        lines.forEach(screen::line);
    }

    private Optional<Slot> slot(SourceSettings settings) {
        try {
            return Slot.of(settings);
        } catch (NoDatabaseException | SQLException e) {
            return Optional.empty();
        }
    }

    private static String slotLine(SourceSettings settings) {
        try {
            return Slot.of(settings)
                    .map(slot -> String.format(
                            Locale.ROOT,
                            "slot %s keeps %.1f MiB of the log (wal_status %s)",
                            slot.name(),
                            slot.bytes() / (double) (1 << 20),
                            slot.status()))
                    .orElse("slot " + settings.slot() + " is not there");
        } catch (NoDatabaseException | SQLException e) {
            return "slot " + settings.slot() + ": the database does not answer: " + e.getMessage();
        }
    }

    private static CommandFailure usage(String message) {
        return new CommandFailure(ExitCode.USAGE, message);
    }
}
