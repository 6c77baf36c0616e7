package dev.memphis.delivery.options;

import java.util.List;

/** The configuration cannot be used; the message lists every problem, a line each, and no secret. */
public final class ConfigurationException extends RuntimeException {
    private final transient List<String> problems;

    /** @param problems at least one, each a full sentence that starts with the option's full name */
    public ConfigurationException(List<String> problems) {
        super(message(problems));
        this.problems = List.copyOf(problems);
    }

    /** Returns the problems in the order of the catalogue. */
    public List<String> problems() {
        return problems;
    }

    private static String message(List<String> problems) {
        String count = problems.size() == 1 ? "1 problem" : problems.size() + " problems";
        return "The configuration has " + count + ":\n- " + String.join("\n- ", problems);
    }
}
