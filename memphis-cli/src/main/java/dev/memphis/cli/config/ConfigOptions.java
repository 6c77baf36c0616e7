package dev.memphis.cli.config;

import dev.memphis.cli.CommandFailure;
import dev.memphis.cli.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say where the configuration is. */
public final class ConfigOptions {
    private static final List<Path> USUAL = List.of(
            Path.of("config", "application.properties"),
            Path.of("config", "application.yaml"),
            Path.of("config", "application.yml"),
            Path.of("application.properties"),
            Path.of("application.yaml"),
            Path.of("application.yml"));
    private static final Path USUAL_NAME = Path.of("application.properties");

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description =
                    "Debezium Server's application.properties or application.yaml; what the server reads beside it is read,"
                            + " too. Without it the one in config/, else the one here. Environment variables override it, as in"
                            + " the server.")
    @Nullable Path file;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "Sets a property, over file and environment; a short NAME such as url stands for"
                    + " debezium.sink.memphis.url. Can be repeated.")
    Map<String, String> set = new LinkedHashMap<>();

    /** Sets a property as the user could with --set. */
    public void set(String name, String value) {
        set.put(name, value);
    }

    /**
     * Reads the file.
     *
     * @throws CommandFailure if it is absent, unreadable or no properties file
     */
    public ConfigFile read() {
        return ConfigFile.read(path(), set);
    }

    /** Reads the file; where none is named and none is in its usual places, the environment and --set alone. */
    public ConfigFile readIfThere() {
        return file == null && USUAL.stream().noneMatch(Files::exists) ? ConfigFile.without(path(), set) : read();
    }

    private Path path() {
        if (file != null && file.toString().isBlank()) {
            throw new CommandFailure(ExitCode.USAGE, "--config names no file");
        }
        if (file != null) {
            return file;
        }
        return USUAL.stream().filter(Files::exists).findFirst().orElse(USUAL_NAME);
    }
}
