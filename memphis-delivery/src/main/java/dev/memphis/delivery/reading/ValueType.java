package dev.memphis.delivery.reading;

import dev.memphis.delivery.options.BadValueException;

/**
 * How an option's text becomes a value. Implementations are immutable.
 *
 * @param <T> what the text stands for
 */
public interface ValueType<T> {
    /** Returns the type's name for people: "whole number", "file". */
    String name();

    /** Returns what is allowed, to be read after "must be": "a whole number from 1 to 64". */
    String allowed();

    /** Returns whether the text itself must never be shown. */
    default boolean secret() {
        return false;
    }

    /**
     * Reads a value.
     *
     * @param text not empty
     * @throws BadValueException if the text is no such value
     */
    T read(String text) throws BadValueException;
}
