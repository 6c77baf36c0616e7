package dev.memphis.delivery.form;

import dev.memphis.delivery.protocol.Produce.Form;

/**
 * What is known of the two forms' goodput, for events of about one size of one station, and which is to be looked at next.
 * The better one is the usual. The other is tried soon after it was found to be the worse and then, each time that is
 * confirmed, after twice as long: a machine that warms up makes whatever is looked at later look better, so the first looks
 * must not count for long. Confined to the loop.
 */
final class FormGoodput {
    /** After so many looks at the usual form comes the first trial of the other, if that was about as fast. */
    private static final int FIRST_REST = 3;

    /** What was seen before counts so much beside a new look at the usual form. */
    private static final double KEPT = 0.75;

    /** A usual form that has fallen to this share of what it was at the last trial is worth another soon: looks count more. */
    private static final double FALL = 0.6;

    private static final int LOOKS_AFTER_A_FALL = 10;

    private static final int LONGEST_REST = 25;

    /** A slower form is tried more rarely, up to this: far away one by one looks hopeless until its window has grown. */
    private static final double RAREST = 4;

    private Form usual = Form.SINGLE;
    /** The usual form's; zero before it was looked at. */
    private double goodput;
    /**
     * How many times slower the other was when it was tried last; zero before that. This is a ratio of two looks of about the
     * same time: what is faster later is so for both.
     */
    private double slower;

    /** The usual form's at the last trial. */
    private double atTrial;

    private FormLook look = new FormLook(usual);
    private int rested;
    private int rest = FIRST_REST;
    private boolean inVain;

    /**
     * Returns the form for the next period: mostly the better one. After a batch was wished for in vain it is a batch: one
     * look at an event says whether that is still so.
     */
    Form pick() {
        if (inVain) {
            return Form.BATCH;
        }
        return goodput > 0 && rested >= rest * Math.min(slower * slower, RAREST) ? other() : usual;
    }

    /** Returns whether the last wish for batches came to nothing, since no event fitted into one. */
    boolean isInVain() {
        return inVain;
    }

    /**
     * Takes note of a period.
     *
     * @param chosen the form that was wished for; what came of it is its goodput, even where some events did not fit
     * @param events how many were accepted
     * @param nanos the time that they took
     * @param none whether events were looked at for batches, and next to none fitted: that is how single ones fare
     */
    void learn(Form chosen, int events, double nanos, boolean none) {
        inVain = none;
        Form form = none ? Form.SINGLE : chosen;
        if (form != look.form()) {
            look = new FormLook(form);
        }
        look.add(events, nanos);
        // A trial that says that the usual form is the worse may have had luck.
        boolean upset = form != usual && look.goodput() > goodput;
        if (look.isOver() && !(upset && look.goesOn())) {
            looked(form, look.goodput());
            look = new FormLook(form);
        }
    }

    private void looked(Form form, double seen) {
        if (form != usual) {
            compare(form, seen);
        } else if (goodput == 0) {
            goodput = seen;
        } else {
            goodput = 1 / (KEPT / goodput + (1 - KEPT) / seen);
            rested += goodput < atTrial * FALL ? LOOKS_AFTER_A_FALL : 1;
        }
    }

    private void compare(Form form, double seen) {
        rested = 0;
        if (seen > goodput) {
            slower = seen / goodput;
            usual = form;
            goodput = seen;
            rest = FIRST_REST;
        } else {
            slower = goodput / seen;
            rest = Math.min(2 * rest, LONGEST_REST);
        }
        atTrial = goodput;
    }

    private Form other() {
        return usual == Form.BATCH ? Form.SINGLE : Form.BATCH;
    }
}
