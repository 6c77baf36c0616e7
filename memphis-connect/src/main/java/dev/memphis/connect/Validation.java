package dev.memphis.connect;

import dev.memphis.delivery.reading.ConfigurationException.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigValue;

/** What is wrong with a configuration, told as Connect tells it: by option. Stateless. */
final class Validation {
    private Validation() {}

    /** Returns each option with its value and what is wrong with it; unknown ones of ours come last. */
    static List<ConfigValue> of(Map<String, String> given) {
        Map<String, List<String>> wrong = new LinkedHashMap<>();
        for (Problem problem : ConnectConfig.problems(given)) {
            wrong.computeIfAbsent(problem.option(), name -> new ArrayList<>()).add(problem.sentence());
        }
        List<ConfigValue> values = new ArrayList<>();
        for (ConfigValue value : ConnectOptions.definition().validate(given)) {
            List<String> sentences = wrong.remove(value.name());
            // Connect's own words would say the same again, and less.
            values.add(new ConfigValue(
                    value.name(),
                    value.value(),
                    value.recommendedValues(),
                    sentences == null ? new ArrayList<>() : sentences));
        }
        wrong.forEach((name, sentences) ->
                values.add(new ConfigValue(name, given.get(name), List.of(), new ArrayList<>(sentences))));
        return values;
    }
}
