package dev.memphis.cli.produce;

import dev.memphis.cli.CommandFailure;
import dev.memphis.cli.ExitCode;
import dev.memphis.cli.Lines;
import dev.memphis.cli.Screen;
import dev.memphis.cli.config.ConfigOptions;
import dev.memphis.cli.send.Sender;
import dev.memphis.delivery.event.Event;
import dev.memphis.delivery.event.EventHeader;
import dev.memphis.delivery.event.HeaderBudget;
import dev.memphis.delivery.event.HeaderName;
import dev.memphis.delivery.options.MemphisConfig;
import dev.memphis.delivery.options.StationName;
import dev.memphis.delivery.reading.ConfigurationException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends each line of standard input as a message. */
@Command(
        name = "produce",
        description = "Sends each line of standard input to a station, for trying consumers and schemas.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  echo '{\"id\":7}' | memphis produce orders",
            "",
            "Lines are sent in their order, as the bytes that they are; empty ones are left",
            "out. One that is refused is told with its number, and those behind it follow. It",
            "ends when the broker has them all."
        })
public final class ProduceCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Mixin
    ConfigOptions configuration;

    @Parameters(paramLabel = "STATION", description = "Where the lines go.")
    String station;

    @Option(
            names = "--header",
            paramLabel = "NAME=VALUE",
            description = "A message header for every line. Can be repeated.")
    Map<String, String> headers = new LinkedHashMap<>();

    private final AtomicLong refused = new AtomicLong();

    @Override
    public Integer call() throws InterruptedException {
        checkArguments();
        MemphisConfig config = config();
        long sent;
        try (Sender sender = Sender.open(config, "memphis-produce", this::refused)) {
            sent = sendAll(sender, config.delivery().eventMaxBytes());
            sender.finish();
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, "standard input cannot be read: " + e.getMessage());
        }
        new Screen(spec.commandLine())
                .line((sent - refused.get()) + " delivered to station " + station + ", " + refused.get() + " refused");
        return refused.get() == 0 ? ExitCode.OK : ExitCode.FAILED;
    }

    private void checkArguments() {
        if (!StationName.isValid(station)) {
            throw new CommandFailure(ExitCode.USAGE, "'" + station + "' is no station: must be " + StationName.RULE);
        }
        for (String name : headers.keySet()) {
            if (!HeaderName.isAllowed(name)) {
                throw new CommandFailure(ExitCode.USAGE, "--header '" + name + "' must be " + HeaderName.RULE);
            }
        }
    }

    private MemphisConfig config() {
        try {
            return configuration.read().memphis();
        } catch (ConfigurationException e) {
            throw new CommandFailure(ExitCode.CONFIGURATION, e.getMessage());
        }
    }

    private long sendAll(Sender sender, int mostBytes) throws IOException, InterruptedException {
        List<EventHeader> fitting = fittingHeaders();
        LineReader lines = new LineReader(new BufferedInputStream(System.in), mostBytes);
        long sent = 0;
        long number = 0;
        for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
            String place = "line " + ++number;
            if (line.get().length > 0) {
                sender.send(new Event(station, null, line.get(), "application/json", fitting, () -> place));
                sent++;
            }
        }
        return sent;
    }

    private List<EventHeader> fittingHeaders() {
        List<EventHeader> given = new ArrayList<>();
        headers.forEach((name, value) -> given.add(new EventHeader(name, value)));
        return new HeaderBudget().fit(given);
    }

    private void refused(Event line, String reason) {
        refused.incrementAndGet();
        spec.commandLine().getErr().println(line.origin().words() + " is refused: " + Lines.printable(reason));
    }
}
