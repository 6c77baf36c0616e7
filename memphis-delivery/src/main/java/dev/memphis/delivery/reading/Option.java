package dev.memphis.delivery.reading;

import dev.memphis.delivery.options.OptionNames;
import java.util.Optional;

/**
 * One option: everything there is to know about it, said once. Immutable.
 *
 * @param group where the documents list it
 * @param name without the prefix of {@link OptionNames}
 * @param type what its text may be
 * @param required whether there must be a value
 * @param defaultText the value when none is given; empty means none
 * @param meaning one or two plain sentences
 * @param since the version that brought it
 */
public record Option<T>(
        Group group,
        String name,
        ValueType<T> type,
        boolean required,
        Optional<String> defaultText,
        String meaning,
        String since) {
    /** The chapters of the documents. */
    public enum Group {
        GATEWAY("Reaching the gateway"),
        LOGIN("Logging in"),
        EVENTS("Events and stations"),
        DELIVERY("Order, batches and speed"),
        FAILURES("When something fails"),
        RECEIPTS("Receipts"),
        TLS("TLS"),
        PROXY("HTTP proxy"),
        OBSERVATION("Watching it");

        private final String title;

        Group(String title) {
            this.title = title;
        }

        /** Returns the chapter's heading. */
        public String title() {
            return title;
        }
    }

    /** Returns the name with its prefix, as the users of a host write it. */
    public String fullName(OptionNames names) {
        return names.of(name);
    }

    /** Returns whether the value must never be shown. */
    public boolean secret() {
        return type.secret();
    }

    static <T> Option<T> required(Group group, String name, ValueType<T> type, String meaning) {
        return new Option<>(group, name, type, true, Optional.empty(), meaning, "0.1");
    }

    static <T> Option<T> optional(Group group, String name, ValueType<T> type, String meaning) {
        return new Option<>(group, name, type, false, Optional.empty(), meaning, "0.1");
    }

    static <T> Option<T> defaulted(Group group, String name, ValueType<T> type, String value, String meaning) {
        return new Option<>(group, name, type, false, Optional.of(value), meaning, "0.1");
    }
}
