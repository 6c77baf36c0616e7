package dev.memphis.delivery.options;

/** What becomes of an event that Memphis can never accept. */
public enum PoisonPolicy {
    /** The server stops; the source replays from the last marked event. */
    STOP,
    /** The event is logged and left out. */
    SKIP,
    /** The event goes to the dead letter station or file. */
    DEAD_LETTER
}
