package dev.memphis.delivery.form;

import dev.memphis.delivery.protocol.Produce.Form;

/** Chooses how a station's events travel. Confined to the loop. */
public interface FormChooser {
    /** Is told what becomes of the requests of one period, to measure it. */
    interface Measure {
        /** Measures nothing. */
        Measure NONE = (form, events, bytes, now) -> {};

        /** A request of this many events was sent; times are in nanoseconds of the loop. */
        default void sent(int events, long now) {}

        /** A request of this many events, and bytes in them, was accepted. */
        void accepted(Form form, int events, long bytes, long now);

        /** A request of this many events came to nothing, and may be sent again under another measure. */
        default void failed(int events, long now) {}
    }

    /** Returns the form for a station's next events. */
    Form choose(String station);

    /** Returns what measures the requests that are sent to a station now. */
    default Measure measure(String station) {
        return Measure.NONE;
    }

    /** An event was looked at for a batch: its value is kept in one, or is not. */
    default void looked(String station, boolean fits) {}

    /** A period is over: the next requests are measured anew. */
    default void periodOver() {}

    static FormChooser fixed(Form form) {
        return station -> form;
    }
}
