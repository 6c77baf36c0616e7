package dev.memphis.cli.top;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads Prometheus' text format (its documentation, "Exposition formats"); what is no sample is passed over. Stateless. */
final class PrometheusText {
    private static final Pattern SAMPLE =
            Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})?\\s+(\\S+)(?:\\s+-?[0-9]+)?\\s*");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)\\s*=\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** A figure. Immutable. */
    record Sample(String name, Map<String, String> labels, double value) {
        /** Returns a label's value; empty if there is none. */
        String label(String label) {
            return labels.getOrDefault(label, "");
        }
    }

    private PrometheusText() {}

    static List<Sample> parse(String page) {
        List<Sample> samples = new ArrayList<>();
        page.lines()
                .filter(line -> !line.startsWith("#"))
                .forEach(line -> sample(line).ifPresent(samples::add));
        return samples;
    }

    private static Optional<Sample> sample(String line) {
        Matcher matcher = SAMPLE.matcher(line);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Sample(matcher.group(1), labels(matcher.group(2)), number(matcher.group(3))));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Map<String, String> labels(@Nullable String text) {
        Map<String, String> labels = new HashMap<>();
        Matcher matcher = LABEL.matcher(text == null ? "" : text);
        while (matcher.find()) {
            labels.put(matcher.group(1), unescaped(matcher.group(2)));
        }
        return labels;
    }

    private static String unescaped(String text) {
        return text.replace("\\\\", "\u0000")
                .replace("\\\"", "\"")
                .replace("\\n", "\n")
                .replace("\u0000", "\\");
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }
}
