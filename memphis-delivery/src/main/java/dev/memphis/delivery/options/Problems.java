package dev.memphis.delivery.options;

import dev.memphis.delivery.options.BadValueException.Complaint;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong, so that all of it can be said at once. */
final class Problems {
    private final List<String> lines = new ArrayList<>();

    void badValue(Option<?> option, BadValueException bad) {
        for (Complaint complaint : bad.complaints()) {
            add(option, complaint.shown(), complaint.rule());
        }
    }

    /** An option's value does not go with another's. */
    void conflict(Option<?> option, Object value, String rule) {
        add(option, PrintableText.of(value.toString()), rule);
    }

    void missing(Option<?> option, String need) {
        missing(option.fullName(), need);
    }

    void missing(String fullName, String need) {
        lines.add(fullName + " is missing: " + need);
    }

    void unusable(Option<?> option, String rule) {
        lines.add(option.fullName() + ' ' + rule);
    }

    /** MicroProfile Config could not give the text. */
    void unreadable(String fullName) {
        lines.add(fullName + " cannot be read: an expression ${…} in it has no value");
    }

    void unknown(String fullName, String advice) {
        lines.add(PrintableText.of(fullName) + " is no option: " + advice);
    }

    /** @throws ConfigurationException if there is any problem */
    void throwIfAny() {
        if (!lines.isEmpty()) {
            throw new ConfigurationException(lines);
        }
    }

    private void add(Option<?> option, String shown, String rule) {
        lines.add(option.fullName() + '=' + (option.secret() ? "***" : shown) + ": " + rule);
    }
}
