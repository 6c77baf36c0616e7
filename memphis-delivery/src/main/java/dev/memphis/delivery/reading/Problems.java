package dev.memphis.delivery.reading;

import dev.memphis.delivery.options.BadValueException;
import dev.memphis.delivery.options.BadValueException.Complaint;
import dev.memphis.delivery.options.OptionNames;
import dev.memphis.delivery.options.PrintableText;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong, so that all of it can be said at once. */
final class Problems {
    private final OptionNames names;
    private final List<ConfigurationException.Problem> found = new ArrayList<>();

    Problems(OptionNames names) {
        this.names = names;
    }

    /** Returns the option's name as the user writes it. */
    String name(Option<?> option) {
        return option.fullName(names);
    }

    int count() {
        return found.size();
    }

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
        missing(name(option), need);
    }

    void missing(String fullName, String need) {
        say(fullName, fullName + " is missing: " + need);
    }

    void unusable(Option<?> option, String rule) {
        say(name(option), name(option) + ' ' + rule);
    }

    /** MicroProfile Config could not give the text. */
    void unreadable(String fullName) {
        say(fullName, fullName + " cannot be read: an expression ${…} in it has no value");
    }

    void unreadableSecret(Option<?> option) {
        say(
                name(option),
                name(option)
                        + " cannot be read: an expression ${…} in it has no value; where these characters belong to the"
                        + " secret, write \\${ or put it into a file");
    }

    void unknown(String fullName, String advice) {
        say(fullName, PrintableText.of(fullName) + " is no option: " + advice);
    }

    /** There was such an option once. */
    void removed(String fullName, String reason) {
        say(fullName, fullName + " is no option any more: " + reason);
    }

    /** @throws ConfigurationException if there is any problem */
    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new ConfigurationException(found);
        }
    }

    private void add(Option<?> option, String shown, String rule) {
        say(name(option), name(option) + '=' + (option.secret() ? "***" : shown) + ": " + rule);
    }

    private void say(String fullName, String sentence) {
        found.add(new ConfigurationException.Problem(fullName, sentence));
    }
}
