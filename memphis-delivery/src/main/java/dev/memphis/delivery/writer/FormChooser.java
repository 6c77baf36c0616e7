package dev.memphis.delivery.writer;

import dev.memphis.delivery.transport.Produce.Form;

/** Chooses how a station's events travel. Confined to the loop. */
interface FormChooser {
    /** Returns the form for a station's next events. */
    Form choose(String station);

    /** An event was looked at for a batch: its value is kept in one, or is not. */
    default void looked(String station, boolean fits) {}

    /** A request of this many events, and bytes in them, was accepted; times in nanoseconds of the loop. */
    default void accepted(String station, Form form, int events, long bytes, long sentAt, long now) {}

    /** A handled batch is through, or starts anew. */
    default void roundOver() {}

    static FormChooser fixed(Form form) {
        return station -> form;
    }
}
