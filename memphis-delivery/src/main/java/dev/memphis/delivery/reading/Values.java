package dev.memphis.delivery.reading;

import dev.memphis.delivery.options.BadValueException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The options' values, read one by one; what cannot be read is a problem, and has no value here. */
final class Values {
    private final Map<Option<?>, Object> values = new HashMap<>();
    private final Map<Option<?>, String> texts = new HashMap<>();
    private final Set<Option<?>> given = new HashSet<>();

    /** Reads every option of the catalogue. */
    static Values read(Function<String, Optional<String>> source, Problems problems) {
        Values values = new Values();
        for (Option<?> option : Options.ALL) {
            values.read(option, source, problems);
        }
        return values;
    }

    /** Returns whether the user gave a value, be it good or bad. */
    boolean given(Option<?> option) {
        return given.contains(option);
    }

    /** Returns the value or default; empty if there is neither, or if the value is bad. */
    @SuppressWarnings("unchecked") // put() stores with an option only what its own type has read
    <T> Optional<T> find(Option<T> option) {
        return Optional.ofNullable((T) values.get(option));
    }

    /** Returns a value that is known to be there: no problem was found, and the option is required or has a default. */
    <T> T get(Option<T> option) {
        return find(option).orElseThrow();
    }

    /** Returns the text that was read, the default's if none was given. */
    String text(Option<?> option) {
        return texts.getOrDefault(option, "");
    }

    private <T> void read(Option<T> option, Function<String, Optional<String>> source, Problems problems) {
        try {
            Optional<String> text = text(option, problems.name(option), source);
            if (text.isPresent()) {
                given.add(option);
            } else if (option.required()) {
                problems.missing(option, "must be " + option.type().allowed());
            }
            Optional<String> effective = text.or(option::defaultText);
            if (effective.isPresent()) {
                texts.put(option, effective.get());
                values.put(option, option.type().read(effective.get()));
            }
        } catch (BadValueException e) {
            problems.badValue(option, e);
        } catch (NoSuchElementException | IllegalArgumentException e) {
            given.add(option);
            if (option.secret()) {
                problems.unreadableSecret(option);
            } else {
                problems.unreadable(problems.name(option));
            }
        }
    }

    /** An empty value is no value, as everywhere in MicroProfile Config; a secret's spaces belong to it. */
    private static Optional<String> text(Option<?> option, String fullName, Function<String, Optional<String>> source) {
        Optional<String> text = source.apply(fullName);
        return text.map(t -> option.secret() ? t : t.strip()).filter(t -> !t.isEmpty());
    }
}
