package dev.memphis.cli.replay;

import dev.memphis.cli.CommandFailure;
import dev.memphis.cli.ExitCode;
import dev.memphis.cli.Lines;
import dev.memphis.cli.Screen;
import dev.memphis.cli.config.ConfigOptions;
import dev.memphis.cli.send.Sender;
import dev.memphis.delivery.event.Event;
import dev.memphis.delivery.event.EventHeader;
import dev.memphis.delivery.options.MemphisConfig;
import dev.memphis.delivery.options.StationName;
import dev.memphis.delivery.reading.ConfigurationException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Puts dead letters back to the stations they were refused by. */
@Command(
        name = "replay",
        description =
                "Puts dead letters of the sink back where they belong, in their order, and marks them as replayed.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  memphis replay --dry-run",
            "",
            "Correct the cause first. A letter stands for an old state of its",
            "row: what was delivered since is newer, though it stands before it then. Put",
            "back, it has the header Dead-Letter-Replayed with the time."
        })
public final class ReplayCommand implements Callable<Integer> {
    private static final int TOGETHER = 500;

    @Spec
    CommandSpec spec;

    @Mixin
    ConfigOptions configuration;

    @Option(
            names = "--from-station",
            paramLabel = "NAME",
            description = "The dead letter station. Default: the configuration's dead.letter.station.")
    @Nullable String fromStation;

    @Option(
            names = "--from-file",
            paramLabel = "FILE",
            description =
                    "The dead letter file. Default: the configuration's dead.letter.file. What is replayed is noted"
                            + " in FILE.replayed beside it.")
    @Nullable Path fromFile;

    @Option(names = "--station", paramLabel = "NAME", description = "Only what belongs to this station.")
    @Nullable String only;

    @Option(names = "--dry-run", description = "Shows what would be done, and does nothing.")
    boolean dryRun;

    private final Set<Letter> refused = ConcurrentHashMap.newKeySet();

    @SuppressWarnings("NullAway.Init") // set by call()
    private Screen screen;

    @Override
    public Integer call() throws InterruptedException {
        checkArguments();
        screen = new Screen(spec.commandLine());
        MemphisConfig config = config();
        Letters letters = place(config);
        Letters.Found found = letters.read();
        found.unusable().forEach(screen::line);
        List<Letter> wanted = found.waiting().stream()
                .filter(letter -> only == null || letter.station().equals(only))
                .toList();
        if (dryRun) {
            wanted.forEach(letter -> screen.line(
                    "to " + letter.station() + ": " + letter.origin() + "; was refused: " + letter.reason()));
            screen.line(
                    "Dead letters: " + wanted.size() + " would be replayed, " + found.replayed() + " replayed before");
            return ExitCode.OK;
        }
        if (!wanted.isEmpty()) {
            replay(config, letters, wanted);
        }
        screen.line("Dead letters: " + (wanted.size() - refused.size()) + " replayed, " + found.replayed()
                + " replayed before, " + refused.size() + " refused again");
        return refused.isEmpty() && found.unusable().isEmpty() ? ExitCode.OK : ExitCode.FAILED;
    }

    private void checkArguments() {
        checkStation("--from-station", fromStation);
        checkStation("--station", only);
        if (fromStation != null && fromFile != null) {
            throw new CommandFailure(ExitCode.USAGE, "--from-station and --from-file: give one of them");
        }
        if (fromFile != null && fromFile.toString().isBlank()) {
            throw new CommandFailure(ExitCode.USAGE, "--from-file names no file");
        }
    }

    private static void checkStation(String option, @Nullable String name) {
        if (name != null && !StationName.isValid(name)) {
            throw new CommandFailure(ExitCode.USAGE, option + " '" + name + "' must be " + StationName.RULE);
        }
    }

    private MemphisConfig config() {
        try {
            return configuration.read().memphis();
        } catch (ConfigurationException e) {
            throw new CommandFailure(ExitCode.CONFIGURATION, e.getMessage());
        }
    }

    private Letters place(MemphisConfig config) {
        boolean said = fromStation != null || fromFile != null;
        Optional<String> station =
                said ? Optional.ofNullable(fromStation) : config.delivery().deadLetterStation();
        Optional<Path> file =
                said ? Optional.ofNullable(fromFile) : config.delivery().deadLetterFile();
        if (station.isPresent() && file.isPresent()) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "the configuration names a dead letter station and a file: say which with --from-station "
                            + station.get() + " or --from-file " + file.get());
        }
        return station.<Letters>map(name -> new StationLetters(config, name, Clock.systemUTC()))
                .or(() -> file.map(path -> new FileLetters(path, Clock.systemUTC())))
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.USAGE,
                        "where are the dead letters? The configuration names neither a station nor a file: give"
                                + " --from-station or --from-file"));
    }

    /** Some at a time are sent, waited for and marked: what is marked has arrived, and little is sent twice after a kill. */
    private void replay(MemphisConfig config, Letters letters, List<Letter> wanted) throws InterruptedException {
        try (Sender sender = Sender.open(config, "memphis-replay", this::refused)) {
            for (int from = 0; from < wanted.size(); from += TOGETHER) {
                List<Letter> some = wanted.subList(from, Math.min(from + TOGETHER, wanted.size()));
                for (Letter letter : some) {
                    sender.send(event(letter));
                }
                sender.finish();
                letters.mark(
                        some.stream()
                                .filter(letter -> !refused.contains(letter))
                                .toList(),
                        sender);
            }
        }
    }

    private static Event event(Letter letter) {
        List<EventHeader> headers = new ArrayList<>(letter.headers());
        headers.add(new EventHeader(
                "Dead-Letter-Replayed", Clock.systemUTC().instant().toString()));
        return new Event(
                letter.station(), null, letter.body(), letter.contentType(), headers, new LetterOrigin(letter));
    }

    private void refused(Event event, String reason) {
        if (event.origin() instanceof LetterOrigin origin) {
            refused.add(origin.letter());
        }
        spec.commandLine().getErr().println(Lines.printable(event.origin().words() + " is refused again: " + reason));
    }
}
