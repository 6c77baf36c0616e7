package dev.memphis.cli.config;

import dev.memphis.cli.CommandFailure;
import dev.memphis.cli.ExitCode;
import dev.memphis.delivery.options.PrintableText;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
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
import java.util.Properties;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.yaml.snakeyaml.error.YAMLException;

/** A file of the configuration, read by its ending: properties or YAML. Stateless. */
final class ConfigText {
    private static final int MOST_BYTES = 1 << 20;

    private ConfigText() {}

    static boolean isYaml(Path path) {
        return path.toString().endsWith(".yaml") || path.toString().endsWith(".yml");
    }

    /**
     * Reads it.
     *
     * @param ordinal where it says none itself ({@code config_ordinal}): the highest wins
     * @throws CommandFailure if it is absent, unreadable, too large or something else
     */
    static ConfigSource read(Path path, int ordinal) {
        String name = path.toString();
        if (!isYaml(path)) {
            return new PropertiesConfigSource(properties(path), name, ordinal);
        }
        try {
            return new YamlConfigSource(name, text(path), ordinal);
        } catch (YAMLException | ClassCastException e) {
            String said = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw unusable(path, "is no YAML file: " + PrintableText.of(said));
        }
    }

    /** Reads a file of environment variables, as SmallRye Config reads {@code .env}: by the rules of properties. */
    static ConfigSource variables(Path path, int ordinal) {
        return new EnvConfigSource(properties(path), ordinal);
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
