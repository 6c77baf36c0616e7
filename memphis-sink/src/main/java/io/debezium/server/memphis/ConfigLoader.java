package io.debezium.server.memphis;

import dev.memphis.delivery.options.MemphisConfig;
import dev.memphis.delivery.options.OptionNames;
import dev.memphis.delivery.reading.ConfigReader;
import dev.memphis.delivery.reading.ConfigurationException;
import dev.memphis.delivery.reading.Option;
import dev.memphis.delivery.reading.Options;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;

/** Reads the configuration from where Debezium Server keeps it: application.properties, environment, system properties. */
public final class ConfigLoader {
    private static final Set<String> SECRETS = Options.ALL.stream()
            .filter(Option::secret)
            .map(option -> option.fullName(OptionNames.DEBEZIUM_SERVER))
            .collect(Collectors.toUnmodifiableSet());

    private ConfigLoader() {}

    /**
     * Reads the sink's configuration.
     *
     * @throws ConfigurationException if anything is missing, wrong or unknown
     */
    public static MemphisConfig load(Config config) {
        return ConfigReader.read(OptionNames.DEBEZIUM_SERVER, name -> text(config, name), config.getPropertyNames());
    }

    /** {@code getOptionalValue} would hide that there is a text whose expression cannot be resolved. */
    private static Optional<String> text(Config config, String name) {
        if (SECRETS.contains(name)) {
            return new SecretValue(config).read(name);
        }
        ConfigValue value = config.getConfigValue(name);
        boolean unresolved = value.getValue() == null && value.getRawValue() != null;
        if (unresolved) {
            throw new NoSuchElementException(name);
        }
        return Optional.ofNullable(value.getValue());
    }
}
