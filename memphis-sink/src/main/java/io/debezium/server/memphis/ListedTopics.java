package io.debezium.server.memphis;

import dev.memphis.delivery.event.StationNames;
import dev.memphis.delivery.options.MemphisConfig;
import dev.memphis.delivery.reading.ConfigurationException;
import dev.memphis.delivery.reading.ConfigurationException.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;

/**
 * The topics that can be told from the configuration: those of the tables that Debezium's lists name one by one. The lists
 * hold regular expressions; an entry that is a plain name, perhaps with escaped dots, is taken. Immutable.
 *
 * @param tables in the order of the lists
 */
public record ListedTopics(List<Listed> tables) {
    /**
     * A table that will have a topic. Immutable.
     *
     * @param list the property that names the table
     */
    public record Listed(String list, String table, String topic) {}

    private static final String START = "debezium.source.";
    private static final List<String> LISTS = List.of(START + "table.include.list", START + "collection.include.list");
    /** An escaped character is itself, unless the escape has a meaning of its own, as \d has. */
    private static final Pattern PLAIN_NAME =
            Pattern.compile("(?:[\\w-]|\\\\[^a-zA-Z0-9])+(?:\\.(?:[\\w-]|\\\\[^a-zA-Z0-9])+)*");
    /** Where one of these is given, topics are named by another rule. */
    private static final List<String> OTHER_RULES = List.of(START + "topic.naming.strategy", START + "topic.delimiter");

    private static final String TRANSFORMS = "debezium.transforms";
    /** Transforms that leave a record in its topic. */
    private static final Set<String> KEEP_TOPICS = Set.of(
            "io.debezium.transforms.ExtractNewRecordState",
            "io.debezium.connector.mongodb.transforms.ExtractNewDocumentState",
            "org.apache.kafka.connect.transforms.ReplaceField$Value",
            "org.apache.kafka.connect.transforms.HeaderFrom$Value");
    /** Writes such characters as their numbers, and so keeps names apart. */
    private static final String SPELLS_OUT = "io.debezium.schema.SchemaUnicodeTopicNamingStrategy";
    /** What Debezium leaves as it is in a topic's name. */
    private static final String REPLACED = "[^a-zA-Z0-9._-]";

    /** Reads the configuration. */
    public static ListedTopics of(Config config) {
        return of(name -> config.getOptionalValue(name, String.class));
    }

    /** @param source gives a property's text */
    public static ListedTopics of(Function<String, Optional<String>> source) {
        List<Listed> tables = new ArrayList<>();
        if (!ruledOtherwise(source)) {
            for (String list : LISTS) {
                source.apply(list)
                        .ifPresent(text -> names(text)
                                .forEach(table -> topics(source, table)
                                        .forEach(topic -> tables.add(new Listed(list, table, topic)))));
            }
        }
        return new ListedTopics(List.copyOf(tables));
    }

    /** Returns whether topics are not named prefix, schema and table, so that nothing can be told from tables. */
    public static boolean ruledOtherwise(Function<String, Optional<String>> source) {
        return OTHER_RULES.stream().anyMatch(rule -> isGiven(source, rule))
                || source.apply(TRANSFORMS).stream()
                        .flatMap(names -> Arrays.stream(names.split(",", -1)))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .anyMatch(name -> mayMove(source, TRANSFORMS + "." + name + "."));
    }

    /** The transforms for rows can name the topic by a field. */
    private static boolean mayMove(Function<String, Optional<String>> source, String transform) {
        return source.apply(transform + "type")
                        .map(String::strip)
                        .filter(KEEP_TOPICS::contains)
                        .isEmpty()
                || isGiven(source, transform + "route.by.field");
    }

    private static boolean isGiven(Function<String, Optional<String>> source, String property) {
        return source.apply(property).filter(text -> !text.isBlank()).isPresent();
    }

    /** Returns the topic that Debezium makes of a table's name. */
    public static String topic(String prefix, String table) {
        return (prefix + "." + table).replaceAll(REPLACED, "_");
    }

    /** Returns the topics, in the order of the tables. */
    public List<String> topics() {
        return tables.stream().map(Listed::topic).distinct().toList();
    }

    /**
     * Returns what would fall together: tables into one topic, topics into one station, or into that of receipts or dead
     * letters.
     *
     * @param topicNames Debezium's StreamNameMapper, or identity
     */
    public List<Problem> collisions(MemphisConfig config, UnaryOperator<String> topicNames) {
        StationNames stations = config.stationNames();
        Map<String, Listed> byTopic = new HashMap<>();
        List<Problem> problems = new ArrayList<>();
        for (Listed listed : tables) {
            Listed other = byTopic.putIfAbsent(listed.topic(), listed);
            try {
                if (other != null) {
                    throw new IllegalArgumentException("tables '" + other.table() + "' and '" + listed.table()
                            + "' would share topic '" + listed.topic()
                            + "'; set debezium.source.topic.naming.strategy=" + SPELLS_OUT);
                }
                stations.of(topicNames.apply(listed.topic()));
            } catch (IllegalArgumentException e) {
                problems.add(new Problem(listed.list(), listed.list() + ": " + e.getMessage()));
            }
        }
        return problems;
    }

    /** @throws ConfigurationException with each collision */
    void refuseCollisions(MemphisConfig config, UnaryOperator<String> topicNames) {
        List<Problem> problems = collisions(config, topicNames);
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
    }

    /** Entries that differ in case only are one and the same: Debezium matches in any case of letters. */
    private static Stream<String> names(String list) {
        Map<String, String> tables = new LinkedHashMap<>();
        Arrays.stream(list.split("(?<!\\\\),", -1))
                .map(String::strip)
                .filter(entry -> PLAIN_NAME.matcher(entry).matches())
                .map(entry -> entry.replaceAll("\\\\(.)", "$1"))
                .filter(entry -> entry.indexOf('.') > 0)
                .forEach(entry -> tables.putIfAbsent(entry.toLowerCase(Locale.ROOT), entry));
        return tables.values().stream();
    }

    private static Stream<String> topics(Function<String, Optional<String>> source, String table) {
        String prefix = source.apply(START + "topic.prefix").orElse("").strip();
        boolean sqlServer = source.apply(START + "connector.class")
                .filter(name -> name.toLowerCase(Locale.ROOT).contains("sqlserver"))
                .isPresent();
        if (!sqlServer) {
            return Stream.of(topic(prefix, table));
        }
        return Arrays.stream(source.apply(START + "database.names").orElse("").split(",", -1))
                .map(String::strip)
                .filter(database -> !database.isEmpty())
                .map(database -> topic(prefix, database + "." + table));
    }
}
