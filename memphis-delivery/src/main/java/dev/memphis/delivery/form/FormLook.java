package dev.memphis.delivery.form;

import dev.memphis.delivery.protocol.Produce.Form;

/** A look at how one form fares, over as many periods as it takes. Confined to the loop. */
final class FormLook {
    /** In fewer events than this, a pause of the machine would decide. */
    private static final int EVENTS = 1024;

    private final Form form;
    private int enough = EVENTS;
    private boolean longer;
    private int events;
    private double nanos;

    FormLook(Form form) {
        this.form = form;
    }

    Form form() {
        return form;
    }

    void add(int more, double took) {
        events += more;
        nanos += took;
    }

    boolean isOver() {
        return events >= enough;
    }

    /** Has it go on for as long again; returns false if it did so already. */
    boolean goesOn() {
        if (longer) {
            return false;
        }
        longer = true;
        enough = events + EVENTS;
        return true;
    }

    /** Returns events by nanosecond. */
    double goodput() {
        return events / Math.max(1, nanos);
    }
}
