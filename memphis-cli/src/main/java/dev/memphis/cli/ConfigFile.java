package dev.memphis.cli;

import dev.memphis.delivery.options.ConfigurationException;
import dev.memphis.delivery.options.MemphisConfig;
import dev.memphis.delivery.options.OptionNames;
import dev.memphis.delivery.options.PrintableText;
import io.debezium.server.memphis.ConfigLoader;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SysPropConfigSource;
import io.smallrye.config.source.yaml.YamlConfigSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.yaml.snakeyaml.error.YAMLException;

/** Debezium Server's configuration, read with the server's own library and order: environment over file. Immutable. */
public final class ConfigFile {
    private static final int MOST_BYTES = 1 << 20;
    private static final int ABOVE_ALL = 1000;
    private static final int OF_THE_FILE = 260;
    private static final Set<String> FOREIGN_STARTS = Set.of("debezium.", "quarkus.", "memphis.");

    private final Path path;
    private final Config config;

    private ConfigFile(Path path, Config config) {
        this.path = path;
        this.config = config;
    }

    /** Reads a file, with the environment and the overrides above it. */
    public static ConfigFile read(Path path, Map<String, String> overrides) {
        return read(path, source(path), overrides);
    }

    /** Returns what the environment and the overrides say, where there is no file. */
    static ConfigFile without(Path path, Map<String, String> overrides) {
        return read(path, new PropertiesConfigSource(Map.of(), "no file", OF_THE_FILE), overrides);
    }

    private static ConfigFile read(Path path, ConfigSource source, Map<String, String> overrides) {
        Map<String, String> above = new LinkedHashMap<>();
        overrides.forEach((name, value) -> above.put(fullName(name), value));
        Config config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withProfile("prod")
                .withSources(
                        source,
                        new EnvConfigSource(System.getenv(), 300),
                        new SysPropConfigSource(),
                        new PropertiesConfigSource(above, "--set", ABOVE_ALL))
                .build();
        return new ConfigFile(path, config);
    }

    private static ConfigSource source(Path path) {
        String name = path.toString();
        if (!name.endsWith(".yaml") && !name.endsWith(".yml")) {
            return new PropertiesConfigSource(properties(path), name, OF_THE_FILE);
        }
        try {
            return new YamlConfigSource(name, text(path), OF_THE_FILE);
        } catch (YAMLException | ClassCastException e) {
            String said = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw unusable(path, "is no YAML file: " + PrintableText.of(said));
        }
    }

    /** Returns where it was read from. */
    public Path path() {
        return path;
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

    private static Map<String, String> properties(Path path) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text(path)));
        } catch (IOException | IllegalArgumentException e) {
            throw unusable(path, "is no properties file: " + e.getMessage());
        }
        Map<String, String> texts = new LinkedHashMap<>();
        properties.forEach((name, value) -> texts.put(name.toString(), value.toString()));
        return texts;
    }

    private static String text(Path path) {
        if (!Files.exists(path)) {
            throw unusable(path, "is not there; name the file with --config");
        }
        if (!Files.isRegularFile(path)) {
            throw unusable(path, "is a directory or a device, not a properties file");
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw unusable(path, "is larger than 1 MiB; that is no application.properties");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw unusable(path, "is not UTF-8 text");
        } catch (IOException e) {
            throw unusable(path, "cannot be read: this user may not, or the disk fails");
        }
    }

    private static CommandFailure unusable(Path path, String why) {
        return new CommandFailure(
                ExitCode.CONFIGURATION, "the configuration " + PrintableText.whole(path.toString()) + " " + why);
    }
}
