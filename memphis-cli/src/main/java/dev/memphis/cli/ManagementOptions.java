package dev.memphis.cli;

import dev.memphis.client.ManagementApi;
import dev.memphis.client.http.CallException;
import dev.memphis.client.http.HttpUrl;
import dev.memphis.delivery.options.BadValueException;
import dev.memphis.delivery.reading.Exposure;
import dev.memphis.delivery.reading.Loopback;
import dev.memphis.delivery.reading.SecretFile;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for the broker's management API. */
public final class ManagementOptions {
    private static final String OTHER_WAYS =
            "--management-password-file or the environment variable MEMPHIS_MANAGEMENT_PASSWORD";

    /** What was typed. */
    private @Nullable String typed;

    @Option(
            names = "--management-url",
            paramLabel = "URL",
            description = "The broker's management API. Without it: port 9000 of the gateway's host.")
    @Nullable String url;

    @Option(
            names = "--management-user",
            paramLabel = "NAME",
            defaultValue = "root",
            description = "Who logs in there. Default: ${DEFAULT-VALUE}.")
    String user;

    @Option(
            names = "--management-password",
            arity = "0..1",
            fallbackValue = "",
            paramLabel = "",
            hideParamSyntax = true,
            description = "Asks for the password on the terminal. Scripts give it in the environment variable"
                    + " MEMPHIS_MANAGEMENT_PASSWORD or in a file.")
    @Nullable String asks;

    @Option(names = "--management-password-file", paramLabel = "FILE", description = "A file that holds the password.")
    @Nullable Path passwordFile;

    /**
     * Looks at the options themselves, before anything is done with them.
     *
     * @throws CommandFailure if they cannot be used
     */
    public void check() {
        if (user.isBlank()) {
            throw unusable("--management-user names no user");
        }
        target(URI.create("http://localhost"));
        password();
    }

    /** Returns whether a password was given in any way. */
    public boolean given() {
        return password().isPresent();
    }

    /**
     * Looks whether there is a password to log in with.
     *
     * @throws CommandFailure if none was given in any way, or its file cannot be read
     */
    public void require() {
        secret();
    }

    /**
     * Logs in to the management API.
     *
     * @param gateway whose host is taken when no URL was given
     * @throws CommandFailure if the options cannot be used
     * @throws CallException if it cannot be reached or refuses
     */
    public ManagementApi open(URI gateway) throws CallException, InterruptedException {
        return ManagementApi.logIn(target(gateway), user, secret());
    }

    /** Returns what is open to others on the network when {@link #open} logs in; empty where nothing is. */
    public Optional<Exposure> exposure(URI gateway) {
        URI target = target(gateway);
        if (!target.getScheme().equals("http") || Loopback.is(target.getHost())) {
            return Optional.empty();
        }
        return Optional.of(new Exposure(
                "The management API is called without encryption (" + target + "): who can see the network reads the"
                        + " password of user '" + user + "'",
                "put a TLS proxy before it and give its https:// address in --management-url, or run this on the"
                        + " broker's own machine"));
    }

    private URI target(URI gateway) {
        if (url == null) {
            return URI.create("http://" + gateway.getHost() + ":9000");
        }
        return HttpUrl.read(url)
                .orElseThrow(() -> unusable("--management-url must be a URL such as http://localhost:9000"));
    }

    private String secret() {
        return password()
                .orElseThrow(() ->
                        unusable("the management API's password is missing: give --management-password to be asked, "
                                + OTHER_WAYS));
    }

    private Optional<String> password() {
        if (asks != null) {
            return Optional.of(asked(asks));
        }
        return passwordFile == null
                ? Optional.ofNullable(System.getenv("MEMPHIS_MANAGEMENT_PASSWORD"))
                : Optional.of(fromFile(passwordFile));
    }

    /** @param value what stood behind the option, where nothing should */
    private String asked(String value) {
        if (!value.isEmpty()) {
            throw unusable(
                    "--management-password takes no value, for others on this machine could read it: leave it out to"
                            + " be asked, or give " + OTHER_WAYS);
        }
        if (typed == null) {
            typed = Terminal.secret("Password of Memphis user " + user)
                    .orElseThrow(() -> unusable(
                            "--management-password asks on a terminal and wants an answer: else give " + OTHER_WAYS));
        }
        return typed;
    }

    private static String fromFile(Path file) {
        try {
            return SecretFile.read(file.toString()).reveal();
        } catch (BadValueException e) {
            String complaints = e.complaints().stream()
                    .map(complaint -> complaint.shown() + " " + complaint.rule())
                    .collect(Collectors.joining("; "));
            throw unusable("--management-password-file " + complaints);
        }
    }

    private static CommandFailure unusable(String why) {
        return new CommandFailure(ExitCode.USAGE, why);
    }
}
