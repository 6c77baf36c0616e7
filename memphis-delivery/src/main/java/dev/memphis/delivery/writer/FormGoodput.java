package dev.memphis.delivery.writer;

import dev.memphis.delivery.protocol.Produce.Form;
import java.util.EnumMap;
import java.util.Map;

/** What is known of the two forms' goodput, for events of about one size of one station. Confined to the loop. */
final class FormGoodput {
    /** So many looks at each form come first: a single one may meet a machine that is still warming up. */
    private static final int FIRST_LOOKS = 3;

    private static final double TRIAL_SHARE = 0.04;

    /** What a form is worth that was chosen and could not be taken, in the goodput of the other. */
    private static final double IN_VAIN = 0.7;

    private final Map<Form, Double> goodput = new EnumMap<>(Form.class);
    private final Map<Form, Integer> looks = new EnumMap<>(Form.class);
    private double trialCredit;
    private boolean inVain;

    /**
     * Returns the form for the next period: mostly the better one. After a batch was wished for in vain it is a batch: one
     * look at an event says whether that is still so.
     */
    Form pick() {
        if (inVain) {
            return Form.BATCH;
        }
        Form lessSeen = looks(Form.BATCH) < looks(Form.SINGLE) ? Form.BATCH : Form.SINGLE;
        if (looks(lessSeen) < FIRST_LOOKS) {
            return lessSeen;
        }
        Form best = best();
        Form other = best == Form.BATCH ? Form.SINGLE : Form.BATCH;
        return trialCredit >= goodput(best) / goodput(other) ? other : best;
    }

    /** Returns whether the last wish for batches came to nothing, since no event fitted into one. */
    boolean isInVain() {
        return inVain;
    }

    private Form best() {
        return goodput(Form.BATCH) > goodput(Form.SINGLE) ? Form.BATCH : Form.SINGLE;
    }

    /** Zero for a form that was not taken yet. */
    private double goodput(Form form) {
        return goodput.getOrDefault(form, 0.0);
    }

    private int looks(Form form) {
        return looks.getOrDefault(form, 0);
    }

    /**
     * Takes note of a period.
     *
     * @param none whether events were looked at for batches, and next to none fitted
     * @param chosen the form that was wished for
     * @param form the form that most events took: those that do not fit into batches go alone whatever was chosen
     * @param measured events by time, in any unit
     */
    void learn(Form chosen, Form form, double measured, boolean none) {
        inVain = none;
        boolean known = looks(Form.SINGLE) >= FIRST_LOOKS && looks(Form.BATCH) >= FIRST_LOOKS;
        boolean usual = known && chosen == form && form == best();
        double before = goodput(form);
        looks.merge(form, 1, Integer::sum);
        if (form != chosen) {
            // No batch could be made: the wish came to this.
            goodput.put(chosen, IN_VAIN * measured);
            looks.merge(chosen, 1, Integer::sum);
        }
        // A fresh look at the other form counts in full; the usual one is smoothed.
        goodput.put(form, usual ? before + (measured - before) / 4 : measured);
        if (usual) {
            trialCredit += measured < before * 0.6 ? 10 * TRIAL_SHARE : TRIAL_SHARE;
        } else {
            trialCredit = 0;
        }
    }
}
