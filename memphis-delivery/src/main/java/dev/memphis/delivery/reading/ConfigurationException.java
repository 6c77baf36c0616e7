package dev.memphis.delivery.reading;

import java.util.List;

/** The configuration cannot be used; the message lists every problem, a line each, and no secret. */
public final class ConfigurationException extends RuntimeException {
    /**
     * One thing that is wrong.
     *
     * @param option the option's full name, as it stands in the configuration
     * @param sentence what is wrong and what would be right; starts with the option's name
     */
    public record Problem(String option, String sentence) {}

    private final transient List<Problem> found;

    /** @param found at least one */
    public ConfigurationException(List<Problem> found) {
        super(message(sentences(found)));
        this.found = List.copyOf(found);
    }

    /** Returns the problems in the order of the catalogue, as sentences. */
    public List<String> problems() {
        return sentences(found);
    }

    /** Returns the problems in the order of the catalogue. */
    public List<Problem> found() {
        return found;
    }

    private static List<String> sentences(List<Problem> found) {
        return found.stream().map(Problem::sentence).toList();
    }

    private static String message(List<String> problems) {
        String count = problems.size() == 1 ? "1 problem" : problems.size() + " problems";
        return "The configuration has " + count + ":\n- " + String.join("\n- ", problems);
    }
}
