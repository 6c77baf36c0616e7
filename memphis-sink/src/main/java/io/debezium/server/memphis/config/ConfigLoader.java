package io.debezium.server.memphis.config;

import org.eclipse.microprofile.config.Config;

/** Reads the configuration from where Debezium Server keeps it: application.properties, environment, system properties. */
public final class ConfigLoader {
    private ConfigLoader() {}

    /**
     * Reads the sink's configuration.
     *
     * @throws ConfigurationException if anything is missing, wrong or unknown
     */
    public static MemphisConfig load(Config config) {
        return ConfigReader.read(name -> config.getOptionalValue(name, String.class), config.getPropertyNames());
    }
}
