package io.debezium.server.memphis.delivery;

import io.debezium.server.memphis.gateway.Produce.Form;
import java.util.EnumMap;
import java.util.Map;

/** What is known of the two forms' goodput, for events of about one size of one station. Confined to the loop. */
final class FormGoodput {
    /** So many looks at each form come first: a single one may meet a machine that is still warming up. */
    private static final int FIRST_LOOKS = 3;

    private static final double TRIAL_SHARE = 0.04;

    private final Map<Form, Double> goodput = new EnumMap<>(Form.class);
    private final Map<Form, Integer> looks = new EnumMap<>(Form.class);
    private double trialCredit;

    /** Returns the form for the next handled batch: mostly the better one. */
    Form pick() {
        Form lessSeen = looks(Form.BATCH) < looks(Form.SINGLE) ? Form.BATCH : Form.SINGLE;
        if (looks(lessSeen) < FIRST_LOOKS) {
            return lessSeen;
        }
        Form best = best();
        Form other = best == Form.BATCH ? Form.SINGLE : Form.BATCH;
        return trialCredit >= goodput.get(best) / goodput.get(other) ? other : best;
    }

    private Form best() {
        return goodput.get(Form.BATCH) > goodput.get(Form.SINGLE) ? Form.BATCH : Form.SINGLE;
    }

    private int looks(Form form) {
        return looks.getOrDefault(form, 0);
    }

    /**
     * Takes note of a handled batch.
     *
     * @param chosen the form that was wished for
     * @param form the form that most events took: those that do not fit into batches go alone whatever was chosen
     * @param measured events by time, in any unit
     */
    void learn(Form chosen, Form form, double measured) {
        boolean usual = looks(Form.SINGLE) >= FIRST_LOOKS && looks(Form.BATCH) >= FIRST_LOOKS && form == best();
        Double known = goodput.get(form);
        looks.merge(form, 1, Integer::sum);
        if (form != chosen) {
            // No batch could be made: that is what choosing them comes to here.
            goodput.putIfAbsent(chosen, measured);
            looks.merge(chosen, 1, Integer::sum);
        }
        // A fresh look at the other form counts in full; the usual one is smoothed.
        goodput.put(form, usual ? known + (measured - known) / 4 : measured);
        if (usual) {
            trialCredit += measured < known * 0.6 ? 10 * TRIAL_SHARE : TRIAL_SHARE;
        } else {
            trialCredit = 0;
        }
    }
}
