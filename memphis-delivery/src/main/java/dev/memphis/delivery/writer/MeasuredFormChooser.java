package dev.memphis.delivery.writer;

import dev.memphis.delivery.transport.Produce.Form;
import java.util.HashMap;
import java.util.Map;

/**
 * Chooses for each station the form with the better goodput, and tries the other one now and then. A handled batch is
 * the measure: its events of a station, divided by the time from its first request to its last answer. Trials may cost a
 * fixed share of the time, so that a form that is much worse is tried rarely and one that is close often. What was learnt
 * of large events says nothing of small ones, so each size is known by itself: where the mix changes, so does the choice.
 * Confined to the loop.
 */
final class MeasuredFormChooser implements FormChooser {
    /** Fewer events than this say nothing about goodput. */
    private static final int ENOUGH = 64;

    /** After so many events in a row that fit into no batch, the others of the handled batch are not looked at. */
    private static final int MISFITS = 64;

    /** Events are of about one size if their mean is between two powers of this. */
    private static final double SIZE_STEP = 4;

    private final Map<String, Station> stations = new HashMap<>();
    private final Map<String, Station> used = new HashMap<>();

    @Override
    public Form choose(String name) {
        return used.computeIfAbsent(name, this::station).choose();
    }

    private Station station(String name) {
        return stations.computeIfAbsent(name, ignored -> new Station());
    }

    @Override
    public void looked(String name, boolean fits) {
        Station station = used.get(name);
        if (station != null) {
            station.looked(fits);
        }
    }

    @Override
    public void accepted(String name, Form form, int events, long bytes, long sentAt, long now) {
        Station station = used.get(name);
        if (station != null) {
            station.accepted(form, events, bytes, sentAt, now);
        }
    }

    @Override
    public void roundOver() {
        used.values().forEach(Station::roundOver);
        used.clear();
    }

    private static final class Station {
        private final Map<Integer, FormGoodput> bySize = new HashMap<>();
        private FormGoodput current = new FormGoodput();
        private Form chosen;
        private int misfits;
        private int events;
        private int eventsInBatches;
        private long bytes;
        private long firstSent = Long.MAX_VALUE;
        private long lastAnswer = Long.MIN_VALUE;

        Form choose() {
            if (chosen == null) {
                chosen = current.pick();
            }
            return misfits < MISFITS ? chosen : Form.SINGLE;
        }

        void looked(boolean fits) {
            misfits = fits ? 0 : misfits + 1;
        }

        void accepted(Form form, int count, long size, long sentAt, long now) {
            events += count;
            bytes += size;
            if (form == Form.BATCH) {
                eventsInBatches += count;
            }
            firstSent = Math.min(firstSent, sentAt);
            lastAnswer = Math.max(lastAnswer, now);
        }

        void roundOver() {
            if (events >= ENOUGH) {
                current = bySize.computeIfAbsent(size(), ignored -> new FormGoodput());
                Form form = eventsInBatches * 2 >= events ? Form.BATCH : Form.SINGLE;
                current.learn(chosen, form, events / (double) Math.max(1, lastAnswer - firstSent));
            }
            chosen = null;
            misfits = 0;
            events = 0;
            eventsInBatches = 0;
            bytes = 0;
            firstSent = Long.MAX_VALUE;
            lastAnswer = Long.MIN_VALUE;
        }

        private int size() {
            return (int) (Math.log(Math.max(1, bytes / events)) / Math.log(SIZE_STEP));
        }
    }
}
