package dev.memphis.examples;

import dev.memphis.cli.config.ConfigFile;
import dev.memphis.delivery.options.MemphisConfig;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** An example configuration. Immutable. */
record Example(Path file, Map<String, String> properties) {
    private static final String SOURCE = "debezium.source.";

    /** @param name of a file in examples/, or of one beside it */
    static Example read(String name) throws IOException {
        Path file = Path.of(name);
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        Map<String, String> map = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> map.put(key, properties.getProperty(key)));
        return new Example(file, map);
    }

    /** Returns what the sink makes of it; the password comes from the environment where the file says so. */
    MemphisConfig sink() {
        return ConfigFile.read(file, Map.of()).memphis();
    }

    /** Returns what the connector is given. */
    Map<String, String> connector() {
        return below(SOURCE);
    }

    /** Returns the properties whose names begin so, without that. */
    Map<String, String> below(String prefix) {
        Map<String, String> below = new TreeMap<>();
        properties.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                below.put(name.substring(prefix.length()), value);
            }
        });
        return below;
    }
}
