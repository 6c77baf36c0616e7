package dev.memphis.connect;

import dev.memphis.delivery.options.MemphisConfig;
import dev.memphis.delivery.options.OptionNames;
import dev.memphis.delivery.options.PrintableText;
import dev.memphis.delivery.reading.ConfigReader;
import dev.memphis.delivery.reading.ConfigurationException;
import dev.memphis.delivery.reading.ConfigurationException.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.config.ConfigException;

/**
 * A connector's configuration, read and checked. Immutable.
 *
 * @param memphis what the engine is told
 * @param schemas whether JSON carries its schema
 * @param numericDecimals whether decimals are written as numbers
 * @param contentType of strings and bytes; empty where the value itself tells
 * @param reporter whether Connect wants records that can never be delivered
 * @param name the task: the connector's name and the task's number
 */
record ConnectConfig(
        MemphisConfig memphis,
        boolean schemas,
        boolean numericDecimals,
        Optional<String> contentType,
        boolean reporter,
        String name) {
    /** The number of a task, told by the connector to its tasks. */
    private static final String TASK = "memphis.connect.task";

    private static final String RECEIPT_STATION = ConnectOptions.NAMES.of("receipt.station");

    static Map<String, String> forTask(Map<String, String> connector, int task) {
        Map<String, String> settings = new HashMap<>(connector);
        settings.put(TASK, Integer.toString(task));
        return settings;
    }

    /**
     * Reads a connector's or a task's configuration.
     *
     * @throws ConfigException with everything that is wrong, a line each
     */
    static ConnectConfig read(Map<String, String> given) {
        List<Problem> problems = problems(given);
        if (!problems.isEmpty()) {
            throw new ConfigException(new ConfigurationException(problems).getMessage());
        }
        return new ConnectConfig(
                task(given),
                flag(given, ConnectOptions.JSON_SCHEMAS),
                text(given, ConnectOptions.JSON_DECIMALS)
                        .filter("numeric"::equals)
                        .isPresent(),
                text(given, ConnectOptions.CONTENT_TYPE).filter(type -> !type.equals("auto")),
                reporter(given),
                taskName(given));
    }

    /** Returns everything that is wrong. */
    static List<Problem> problems(Map<String, String> given) {
        List<Problem> problems = new ArrayList<>();
        try {
            ConfigReader.read(ConnectOptions.NAMES, name -> Optional.ofNullable(given.get(name)), catalogued(given));
        } catch (ConfigurationException e) {
            problems.addAll(e.found());
        }
        problems.addAll(ownProblems(given));
        return problems;
    }

    private static List<Problem> ownProblems(Map<String, String> given) {
        List<Problem> problems = new ArrayList<>();
        for (ConnectOptions.Own own : ConnectOptions.OWN) {
            String written = given.getOrDefault(own.name(), "");
            text(given, own.name())
                    .filter(text -> !own.allowed().contains(text))
                    .ifPresent(bad -> {
                        String shown = own.name() + '=' + PrintableText.of(written);
                        problems.add(new Problem(own.name(), shown + ": must be " + own.rule()));
                    });
        }
        return problems;
    }

    /** The names that the catalogue has to know. */
    private static Set<String> catalogued(Map<String, String> given) {
        Set<String> names = new HashSet<>(given.keySet());
        ConnectOptions.OWN.forEach(own -> names.remove(own.name()));
        names.remove(TASK);
        return names;
    }

    /** Receipts of one task must not be read by another, so each has a station of its own. */
    private static MemphisConfig task(Map<String, String> given) {
        OptionNames names = ConnectOptions.NAMES;
        OptionNames ofTask = new OptionNames(
                names.prefix(),
                names.pipeline(),
                names.needsPipeline(),
                text(given, RECEIPT_STATION).map(start -> start + '-').orElse(names.receiptStation()),
                names.page());
        Map<String, String> settings = new HashMap<>(given);
        settings.remove(RECEIPT_STATION);
        settings.put(names.pipeline(), taskName(given));
        return ConfigReader.read(ofTask, name -> Optional.ofNullable(settings.get(name)), catalogued(settings));
    }

    private static String taskName(Map<String, String> given) {
        return given.get(ConnectOptions.NAMES.pipeline()) + '-' + given.getOrDefault(TASK, "0");
    }

    private static boolean reporter(Map<String, String> given) {
        return text(given, "errors.tolerance").filter("all"::equals).isPresent()
                && text(given, "errors.deadletterqueue.topic.name").isPresent();
    }

    private static boolean flag(Map<String, String> given, String name) {
        return text(given, name).map(Boolean::parseBoolean).orElse(false);
    }

    private static Optional<String> text(Map<String, String> given, String name) {
        return Optional.ofNullable(given.get(name))
                .map(text -> text.strip().toLowerCase(Locale.ROOT))
                .filter(text -> !text.isEmpty());
    }
}
