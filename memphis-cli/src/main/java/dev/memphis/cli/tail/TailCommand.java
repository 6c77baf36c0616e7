package dev.memphis.cli.tail;

import dev.memphis.cli.CommandFailure;
import dev.memphis.cli.ExitCode;
import dev.memphis.cli.Screen;
import dev.memphis.cli.config.ConfigOptions;
import dev.memphis.client.GatewayApi;
import dev.memphis.client.Session;
import dev.memphis.client.http.CallException;
import dev.memphis.delivery.options.MemphisConfig;
import dev.memphis.delivery.options.StationName;
import dev.memphis.delivery.protocol.Message;
import dev.memphis.delivery.reading.ConfigurationException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a station's events as they arrive. */
@Command(
        name = "tail",
        description = "Prints a station's events as they arrive, Debezium's envelopes as readable changes.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  memphis tail orders --from-beginning --count 3",
            "",
            "It reads through the gateway, which acknowledges events before it hands them",
            "over: an event shown here is not given to the same consumer group again. Other",
            "groups do not notice. Without --group each run uses a group of its own."
        })
public final class TailCommand implements Callable<Integer> {
    private static final Duration WAIT = Duration.ofSeconds(1);
    private static final int MANY = 100;

    private static final Duration BEFORE_LOGGING_IN_AGAIN = Duration.ofSeconds(2);

    @Spec
    CommandSpec spec;

    @Mixin
    ConfigOptions configuration;

    @Parameters(paramLabel = "STATION", description = "The station to read.")
    String station;

    @Option(names = "--from-beginning", description = "Starts with what the station already holds.")
    boolean fromBeginning;

    @Option(names = "--json", description = "Prints a JSON object for each event: message and headers.")
    boolean json;

    @Option(
            names = "--group",
            paramLabel = "NAME",
            description = "The consumer group; goes on where that group stopped. The gateway adds -rest-gateway to it.")
    @Nullable String group;

    @Option(
            names = "--count",
            paramLabel = "N",
            converter = EventCountConverter.class,
            description = "Ends after so many events.")
    @Nullable Long count;

    @Override
    public Integer call() throws InterruptedException {
        checkArguments();
        MemphisConfig config = config();
        Screen screen = new Screen(spec.commandLine());
        try (GatewayApi gateway =
                new GatewayApi(config.gateway(), config.gateway().urls().getFirst())) {
            follow(gateway, config, screen);
        } catch (CallException e) {
            throw new CommandFailure(ExitCode.FAILED, e.getMessage());
        }
        return ExitCode.OK;
    }

    private void checkArguments() {
        if (!StationName.isValid(station)) {
            throw new CommandFailure(ExitCode.USAGE, "'" + station + "' is no station: must be " + StationName.RULE);
        }
        if (group != null && !StationName.isValid(group)) {
            throw new CommandFailure(ExitCode.USAGE, "--group '" + group + "' must be " + StationName.RULE);
        }
    }

    private MemphisConfig config() {
        try {
            return configuration.read().memphis();
        } catch (ConfigurationException e) {
            throw new CommandFailure(ExitCode.CONFIGURATION, e.getMessage());
        }
    }

    private void follow(GatewayApi gateway, MemphisConfig config, Screen screen)
            throws CallException, InterruptedException {
        Session session = logIn(gateway, config);
        String reader = group == null ? "memphis-tail-" + Long.toHexString(new SecureRandom().nextLong()) : group;
        spec.commandLine()
                .getErr()
                .println("Reading station " + station + " through the gateway as group " + reader
                        + "-rest-gateway; what is shown here is acknowledged for this group, and no other.");
        if (group == null && !fromBeginning) {
            skipWhatIsThere(gateway, session, reader);
        }
        String keyHeader = config.events().keyHeaderOfNoValue();
        long left = count == null ? Long.MAX_VALUE : count;
        boolean silent = true;
        while (left > 0) {
            int most = (int) Math.min(left, MANY);
            try {
                List<Message> messages = gateway.consume(session, station, reader, most, WAIT);
                if (silent && messages.isEmpty()) {
                    tellOfSilence();
                }
                silent = false;
                for (Message message : messages) {
                    screen.raw(json ? MessageJson.of(message) : ChangeLine.of(message, keyHeader, screen));
                    left--;
                }
            } catch (CallException e) {
                if (e.status() != 401) {
                    throw e;
                }
                // Each log-in costs the gateway a broker connection, which it never closes.
                Thread.sleep(BEFORE_LOGGING_IN_AGAIN.toMillis());
                session = logIn(gateway, config);
            }
        }
    }

    /** The gateway gives nothing of a station that does not exist, as of an empty one (contract, "Consume"). */
    private void tellOfSilence() {
        spec.commandLine()
                .getErr()
                .println(
                        "Nothing to show yet: waiting for what comes. A station that is not there looks the same; 'memphis"
                                + " check --management-password' tells which are.");
    }

    private static Session logIn(GatewayApi gateway, MemphisConfig config) throws CallException, InterruptedException {
        try {
            return gateway.logIn(config.credentials());
        } catch (CallException e) {
            if (e.status() != 401) {
                throw e;
            }
            throw new CallException(
                    "the gateway refuses user '" + config.credentials().username()
                            + "': check debezium.sink.memphis.username and debezium.sink.memphis.password",
                    e.status());
        }
    }

    /** A new group begins at the station's beginning. */
    private void skipWhatIsThere(GatewayApi gateway, Session session, String reader)
            throws CallException, InterruptedException {
        List<Message> messages;
        do {
            messages = gateway.consume(session, station, reader, MANY, WAIT);
        } while (messages.size() == MANY);
    }
}
