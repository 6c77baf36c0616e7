package dev.memphis.emulator.broker;

/** Where the broker writes down what has to outlive it. Called on the emulator's loop; must not block for long. */
public interface Journal {
    /** Keeps nothing. */
    Journal NONE = new Journal() {};

    /** A message was stored under this number. */
    default void stored(Station station, long number, Message message) {}

    /** A consumer group will read from this number on. */
    default void moved(Station station, String group, long next) {}

    /** A consumer is about to be given messages: what it has seen, it may rely on. */
    default void read() {}

    default void refused(Station station, DeadLetter letter) {}

    /** Messages below this number are no longer needed. */
    default void dropped(Station station, long first) {}

    default void removed(Station station) {}

    /** A user, a station or a schema came, went or changed. */
    default void catalogChanged() {}
}
