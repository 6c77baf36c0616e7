package dev.memphis.cli.config;

import dev.memphis.delivery.options.MemphisConfig;
import dev.memphis.delivery.options.OptionNames;
import dev.memphis.delivery.reading.ConfigurationException;
import io.debezium.server.memphis.ConfigLoader;
import io.smallrye.config.SmallRyeConfig;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;

/** Debezium Server's configuration, read with the server's own library, files and order ({@link ServerSources}). Immutable. */
public final class ConfigFile {
    private static final Set<String> FOREIGN_STARTS = Set.of("debezium.", "quarkus.", "memphis.", "smallrye.");

    private final Path path;
    private final SmallRyeConfig config;
    private final List<Path> beside;
    private final List<Unread> unread;

    private ConfigFile(Path path, SmallRyeConfig config, ServerSources sources) {
        this.path = path;
        this.config = config;
        this.beside = sources.beside();
        this.unread = sources.unread();
    }

    /** Reads a file and what the server reads beside it, with the environment and the overrides above them. */
    public static ConfigFile read(Path path, Map<String, String> overrides) {
        ServerSources sources = new ServerSources(serverHome(path), above(overrides));
        return new ConfigFile(path, sources.read(path), sources);
    }

    /** Returns what the environment and the overrides say, where there is no file. */
    static ConfigFile without(Path path, Map<String, String> overrides) {
        ServerSources sources = new ServerSources(serverHome(path), above(overrides));
        return new ConfigFile(path, sources.withoutFile(), sources);
    }

    private static Map<String, String> above(Map<String, String> overrides) {
        Map<String, String> above = new LinkedHashMap<>();
        overrides.forEach((name, value) -> above.put(fullName(name), value));
        return above;
    }

    /** Returns where it was read from. */
    public Path path() {
        return path;
    }

    /** Returns where the server runs: paths of its configuration count from there. */
    public Path serverHome() {
        return serverHome(path);
    }

    private static Path serverHome(Path path) {
        Path folder = path.toAbsolutePath().normalize().getParent();
        Path home = folder != null && folder.endsWith("config") ? folder.getParent() : null;
        return home == null ? Path.of("").toAbsolutePath() : home;
    }

    /** Returns the files that were read beside it, because the server reads them. */
    public List<Path> beside() {
        return beside;
    }

    /** Returns what was not read. */
    public List<Unread> unread() {
        return unread;
    }

    /** Returns the active profiles, the first of which wins. */
    public List<String> profiles() {
        return config.getProfiles();
    }

    /**
     * Returns the sink's configuration.
     *
     * @throws ConfigurationException with every problem
     */
    public MemphisConfig memphis() {
        return ConfigLoader.load(config);
    }

    /** Returns a property; empty if there is none or it cannot be resolved. */
    public Optional<String> text(String name) {
        try {
            return config.getOptionalValue(name, String.class)
                    .map(String::strip)
                    .filter(text -> !text.isEmpty());
        } catch (NoSuchElementException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Returns a property as it is, with the spaces around it; empty if there is none or it cannot be resolved. */
    public Optional<String> secret(String name) {
        try {
            return config.getOptionalValue(name, String.class);
        } catch (NoSuchElementException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Returns the names of all properties. */
    public Iterable<String> names() {
        return config.getPropertyNames();
    }

    private static String fullName(String name) {
        return FOREIGN_STARTS.stream().anyMatch(name::startsWith) ? name : OptionNames.DEBEZIUM_SERVER.of(name);
    }
}
