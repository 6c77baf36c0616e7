package dev.memphis.delivery.reading;

import dev.memphis.delivery.options.MemphisConfig;
import dev.memphis.delivery.options.OptionNames;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;

/** A configuration under test: a sound one with the least options, to which others are added. */
public final class Configuration {
    private static final OptionNames NAMES = OptionNames.DEBEZIUM_SERVER;

    private final Map<String, String> texts = new TreeMap<>(Map.of(
            "debezium.source.topic.prefix", "shop",
            "debezium.sink.type", "memphis",
            "debezium.sink.memphis.url", "http://localhost:4444",
            "debezium.sink.memphis.username", "cdc",
            "debezium.sink.memphis.password", "Cdc-Pass1!"));

    /** The least that is enough. */
    public static Configuration sound() {
        return new Configuration();
    }

    /** With an option, named without its prefix. */
    public Configuration with(String name, String text) {
        texts.put(NAMES.of(name), text);
        return this;
    }

    /** With a property of any name. */
    Configuration withProperty(String name, String text) {
        texts.put(name, text);
        return this;
    }

    Configuration without(String... names) {
        for (String name : names) {
            texts.remove(NAMES.of(name));
        }
        return this;
    }

    Configuration withoutProperty(String name) {
        texts.remove(name);
        return this;
    }

    public MemphisConfig read() {
        return ConfigReader.read(NAMES, this::text, texts.keySet());
    }

    /** As MicroProfile Config does, an expression without a value fails when it is asked for. */
    private Optional<String> text(String name) {
        String text = texts.get(name);
        if (text != null && text.contains("${")) {
            throw new NoSuchElementException("Could not expand value in property " + name);
        }
        return Optional.ofNullable(text);
    }
}
