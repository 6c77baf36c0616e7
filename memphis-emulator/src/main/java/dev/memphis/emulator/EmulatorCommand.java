package dev.memphis.emulator;

import dev.memphis.emulator.access.AllowedHosts;
import dev.memphis.emulator.broker.StationNames;
import dev.memphis.emulator.disk.DataFolderException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Runs an emulator until it is told to end: the executable jar, and {@code memphis emulator}. Exit codes: 0 ended by a
 * signal, 1 it could not start, 2 wrong options.
 */
@Command(
        name = "emulator",
        sortOptions = false,
        description =
                "A Memphis on this machine: REST gateway, broker and management API, behaving as the real ones do.")
public final class EmulatorCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--host", defaultValue = "127.0.0.1", description = "Where to listen (default: ${DEFAULT-VALUE}).")
    private String host;

    @Option(
            names = "--port",
            defaultValue = "4444",
            description = "Port of the REST gateway, 0 for a free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--management-port",
            defaultValue = "9000",
            description = "Port of the management API, 0 for a free one (default: ${DEFAULT-VALUE}).")
    private int managementPort;

    @Option(names = "--user", paramLabel = "NAME:PASSWORD", description = "An application user; may be repeated.")
    private List<String> users = List.of();

    @Option(names = "--station", paramLabel = "NAME", description = "A station to create; may be repeated.")
    private List<String> stations = List.of();

    @Option(
            names = "--root-password",
            defaultValue = "${env:ROOT_PASSWORD}",
            showDefaultValue = CommandLine.Help.Visibility.NEVER,
            description =
                    "Of user root; better in the environment, as ROOT_PASSWORD (default: memphis on loopback, else"
                            + " one is made and shown).")
    private @Nullable String rootPassword;

    @Option(
            names = "--allowed-host",
            paramLabel = "NAME",
            defaultValue = "${env:ALLOWED_HOSTS}",
            split = ",",
            description = "One more name under which browsers may open the live page, for example a container's; may be"
                    + " repeated. Also ALLOWED_HOSTS, with commas.")
    private @Nullable List<String> allowedHosts = List.of();

    @Option(
            names = "--jwt-secret",
            defaultValue = "${env:JWT_SECRET}",
            showDefaultValue = CommandLine.Help.Visibility.NEVER,
            description =
                    "Signs access tokens; tokens outlive a restart that keeps it. Also JWT_SECRET (default: a random"
                            + " one).")
    private @Nullable String jwtSecret;

    @Option(
            names = "--refresh-jwt-secret",
            defaultValue = "${env:REFRESH_JWT_SECRET}",
            showDefaultValue = CommandLine.Help.Visibility.NEVER,
            description = "Signs refresh tokens. Also REFRESH_JWT_SECRET (default: a random one).")
    private @Nullable String refreshJwtSecret;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Keeps users, stations and messages in this folder over restarts (default: in memory only).")
    private @Nullable Path data;

    @Option(
            names = "--strict",
            description =
                    "Crash where the real gateway would: a log-in that meets a produce, two first produces that meet.")
    private boolean strict;

    @Option(
            names = "--record",
            paramLabel = "COUNT",
            defaultValue = "10000",
            description = "How many of the newest exchanges /emulator/record keeps (default: ${DEFAULT-VALUE}).")
    private int recorded;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this.")
    private boolean help;

    private Optional<String> generated = Optional.empty();

    /** Runs the emulator until it is told to stop; arguments as `--help` lists them. */
    public static void main(String[] arguments) {
        CommandLine command = new CommandLine(new EmulatorCommand()).setParameterExceptionHandler((e, line) -> {
            e.getCommandLine().getErr().println("emulator: " + UsageMessage.of(e) + "; --help shows what there is");
            return CommandLine.ExitCode.USAGE;
        });
        System.exit(command.execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        EmulatorOptions options = options();
        try (MemphisEmulator emulator = MemphisEmulator.start(options)) {
            System.out.println("Memphis gateway    " + emulator.gatewayUri());
            System.out.println("Memphis management " + emulator.managementUri() + " (user root; its live page too)");
            generated.ifPresent(password -> System.out.println(
                    "Root password      " + password + " (made for this start; give your own as ROOT_PASSWORD)"));
            System.out.println("Ready; Ctrl-C ends.");
            new CountDownLatch(1).await();
            return 0;
        } catch (CompletionException e) {
            System.err.println("emulator: port " + port + " or " + managementPort + " on " + host
                    + " cannot be used ("
                    + Optional.ofNullable(e.getCause()).orElse(e).getMessage() + "); choose others with --port and"
                    + " --management-port");
            return 1;
        } catch (DataFolderException e) {
            System.err.println("emulator: --data " + e.getMessage());
            return 1;
        }
    }

    private EmulatorOptions options() {
        EmulatorOptions options = EmulatorOptions.defaults()
                .withHost(host)
                .withPorts(port(port, "--port"), port(managementPort, "--management-port"))
                .withStrict(strict)
                .withRecorded(recorded());
        options = options.withSecrets(
                given(jwtSecret).orElse(options.jwtSecret()),
                given(refreshJwtSecret).orElse(options.refreshJwtSecret()));
        if (given(rootPassword).isEmpty() && !AllowedHosts.isLoopback(host)) {
            generated = Optional.of(EmulatorOptions.random());
        }
        options = given(rootPassword)
                .or(() -> generated)
                .map(options::withRootPassword)
                .orElse(options);
        for (String name : allowedHosts == null ? List.<String>of() : allowedHosts) {
            if (!name.isBlank()) {
                options = options.withAllowedHost(name.strip());
            }
        }
        if (data != null) {
            options = options.withData(data);
        }
        for (String user : users) {
            options = with(options, user);
        }
        for (String station : stations) {
            options = options.withStation(station(station));
        }
        return options;
    }

    /** A variable of the environment that is there and empty gives nothing. */
    private static Optional<String> given(@Nullable String value) {
        return Optional.ofNullable(value).filter(text -> !text.isEmpty());
    }

    private String station(String wanted) {
        String name = StationNames.canonical(wanted);
        StationNames.problem(name).ifPresent(problem -> {
            throw wrong("--station=" + wanted + ": " + problem);
        });
        return name;
    }

    private int port(int value, String option) {
        if (value < 0 || value > 65_535) {
            throw wrong(option + "=" + value + ": a port is a number from 0 (a free one) to 65535");
        }
        return value;
    }

    private int recorded() {
        if (recorded < 0) {
            throw wrong("--record=" + recorded + ": a number of 0 (none) or more is needed");
        }
        return recorded;
    }

    private EmulatorOptions with(EmulatorOptions options, String user) {
        try {
            return options.withUser(user);
        } catch (IllegalArgumentException e) {
            throw wrong("--user wants name:password, for example --user todocdcservice:Todo-Cdc-1!");
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
