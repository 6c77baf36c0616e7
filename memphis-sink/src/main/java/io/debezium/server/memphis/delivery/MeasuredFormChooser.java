package io.debezium.server.memphis.delivery;

import io.debezium.server.memphis.gateway.Produce.Form;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * Chooses for each station the form with the better goodput, and tries the other one now and then. A handled batch is
 * the measure: its events of a station, divided by the time from its first request to its last answer. Trials may cost a
 * fixed share of the time, so that a form that is much worse is tried rarely and one that is close often. Confined to
 * the loop.
 */
final class MeasuredFormChooser implements FormChooser {
    /** Fewer events than this say nothing about goodput. */
    private static final int ENOUGH = 64;

    /** So many looks at each form come first: a single one may meet a machine that is still warming up. */
    private static final int FIRST_LOOKS = 3;

    private static final double TRIAL_SHARE = 0.04;

    private final Map<String, Station> stations = new HashMap<>();
    private final Map<String, Station> used = new HashMap<>();

    @Override
    public Form choose(String name) {
        Station station = stations.computeIfAbsent(name, ignored -> new Station());
        used.put(name, station);
        return station.choose();
    }

    @Override
    public void accepted(String name, Form form, int events, long sentAt, long now) {
        Station station = used.get(name);
        if (station != null) {
            station.accepted(form, events, sentAt, now);
        }
    }

    @Override
    public void roundOver() {
        used.values().forEach(Station::roundOver);
        used.clear();
    }

    private static final class Station {
        private final Map<Form, Double> goodput = new EnumMap<>(Form.class);
        private final Map<Form, Integer> looks = new EnumMap<>(Form.class);
        private Form chosen;
        private boolean trial;
        private double trialCredit;
        private int events;
        private int eventsInBatches;
        private long firstSent = Long.MAX_VALUE;
        private long lastAnswer = Long.MIN_VALUE;

        Form choose() {
            if (chosen == null) {
                chosen = pick();
            }
            return chosen;
        }

        private Form pick() {
            Form lessSeen = looks(Form.BATCH) < looks(Form.SINGLE) ? Form.BATCH : Form.SINGLE;
            if (looks(lessSeen) < FIRST_LOOKS) {
                return lessSeen;
            }
            Form best = goodput.get(Form.BATCH) > goodput.get(Form.SINGLE) ? Form.BATCH : Form.SINGLE;
            Form other = best == Form.BATCH ? Form.SINGLE : Form.BATCH;
            double cost = goodput.get(best) / goodput.get(other);
            trial = trialCredit >= cost;
            return trial ? other : best;
        }

        private int looks(Form form) {
            return looks.getOrDefault(form, 0);
        }

        void accepted(Form form, int count, long sentAt, long now) {
            events += count;
            if (form == Form.BATCH) {
                eventsInBatches += count;
            }
            firstSent = Math.min(firstSent, sentAt);
            lastAnswer = Math.max(lastAnswer, now);
        }

        void roundOver() {
            if (events >= ENOUGH) {
                learn();
            }
            chosen = null;
            trial = false;
            events = 0;
            eventsInBatches = 0;
            firstSent = Long.MAX_VALUE;
            lastAnswer = Long.MIN_VALUE;
        }

        private void learn() {
            // Events that do not fit into batches go alone whatever was chosen: what was done counts, not what was
            // wished.
            Form form = eventsInBatches * 2 >= events ? Form.BATCH : Form.SINGLE;
            double measured = events / (double) Math.max(1, lastAnswer - firstSent);
            Double known = goodput.get(form);
            looks.merge(form, 1, Integer::sum);
            if (form != chosen) {
                // No batch could be made: that is what choosing them comes to here.
                goodput.putIfAbsent(chosen, measured);
                looks.merge(chosen, 1, Integer::sum);
            }
            // A fresh look at the other form counts in full; the usual one is smoothed.
            boolean fresh = known == null || trial || looks(form) <= FIRST_LOOKS;
            goodput.put(form, fresh ? measured : known + (measured - known) / 4);
            boolean slowed = known != null && !trial && measured < known * 0.6;
            trialCredit = trial ? 0 : trialCredit + (slowed ? 10 * TRIAL_SHARE : TRIAL_SHARE);
        }
    }
}
