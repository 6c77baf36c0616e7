package dev.memphis.delivery.reading;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.memphis.delivery.options.OptionNames;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;

/** A block of wrong-configurations.txt: what is added to a sound configuration, and the lines that must come of it. */
record WrongConfiguration(List<String> given, List<String> expected) {
    private static final String ARROW = "=> ";

    static List<WrongConfiguration> table() throws IOException {
        try (InputStream in = WrongConfiguration.class.getResourceAsStream("wrong-configurations.txt")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(text.split("\n\n", -1))
                    .map(block -> block.lines()
                            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                            .toList())
                    .filter(block -> !block.isEmpty())
                    .map(WrongConfiguration::of)
                    .toList();
        }
    }

    private static WrongConfiguration of(List<String> block) {
        return new WrongConfiguration(
                block.stream().filter(line -> !line.startsWith(ARROW)).toList(),
                block.stream()
                        .filter(line -> line.startsWith(ARROW))
                        .map(line -> line.substring(ARROW.length()))
                        .toList());
    }

    /** Returns the problems that reading this configuration gives, with the directory written as {@code ${dir}}. */
    List<String> problems(Path directory) {
        Configuration configuration = Configuration.sound();
        given.forEach(line -> add(line, configuration, directory));
        ConfigurationException thrown = catchThrowableOfType(ConfigurationException.class, configuration::read);
        return thrown == null
                ? List.of()
                : thrown.problems().stream()
                        .map(line -> line.replace(directory.toString(), "${dir}"))
                        .toList();
    }

    private static void add(String line, Configuration configuration, Path directory) {
        Properties one = new Properties();
        try {
            one.load(new StringReader(line.replace("${dir}", directory.toString())));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        one.forEach((key, value) -> {
            String name = key.toString().startsWith("debezium.")
                    ? key.toString()
                    : OptionNames.DEBEZIUM_SERVER.of(key.toString());
            if (line.contains("=")) {
                configuration.withProperty(name, value.toString());
            } else {
                configuration.withoutProperty(name);
            }
        });
    }

    @Override
    public String toString() {
        return String.join(" ", given);
    }
}
