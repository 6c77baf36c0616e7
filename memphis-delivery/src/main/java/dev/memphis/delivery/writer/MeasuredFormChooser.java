package dev.memphis.delivery.writer;

import dev.memphis.delivery.protocol.Produce.Form;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Chooses for each station the form with the better goodput, and tries the other one now and then. A period is the measure:
 * the events of a station in the requests that were sent in it, divided by the time until their last answer. Trials may cost
 * a fixed share of the time, so that a form that is much worse is tried rarely and one that is close often. What was learnt
 * of large events says nothing of small ones, so each size is known by itself: where the mix changes, so does the choice.
 * Confined to the loop.
 */
final class MeasuredFormChooser implements FormChooser {
    /** Fewer events than this say nothing about goodput. */
    private static final int ENOUGH = 64;

    /**
     * After so many events in a row that fit into no batch, the others of the period are not looked at; after one, where
     * it was so in the period before.
     */
    private static final int MISFITS = 64;

    /** Events are of about one size if their mean is between two powers of this. */
    private static final double SIZE_STEP = 4;

    private final Map<String, Station> stations = new HashMap<>();

    @Override
    public Form choose(String name) {
        return station(name).choose();
    }

    @Override
    public Measure measure(String name) {
        return station(name).period();
    }

    @Override
    public void looked(String name, boolean fits) {
        station(name).looked(fits);
    }

    @Override
    public void periodOver() {
        stations.values().forEach(Station::periodOver);
    }

    private Station station(String name) {
        return stations.computeIfAbsent(name, ignored -> new Station());
    }

    private static final class Station {
        private final Map<Integer, FormGoodput> bySize = new HashMap<>();
        private FormGoodput current = new FormGoodput();
        private @Nullable Period period;
        private long lastAnswer = Long.MIN_VALUE;

        Form choose() {
            return period().choose();
        }

        Period period() {
            Period now = period;
            if (now == null) {
                now = new Period(this, current.pick(), current.isInVain() ? MISFITS - 1 : 0);
                period = now;
            }
            return now;
        }

        void looked(boolean fits) {
            period().looked(fits);
        }

        /** A period that has said too little yet goes on. */
        void periodOver() {
            if (period != null && period.isEnough()) {
                Period over = period;
                period = null;
                over.close();
            }
        }

        void learn(Period over) {
            current = bySize.computeIfAbsent(size(over), ignored -> new FormGoodput());
            Form form = over.eventsInBatches * 2 >= over.events ? Form.BATCH : Form.SINGLE;
            // What was sent before and answered later had the gateway to itself.
            long from = Math.max(over.firstSent, lastAnswer);
            double goodput = over.events / (double) Math.max(1, over.lastAnswer - from);
            current.learn(over.chosen, form, goodput, over.isInVain());
            lastAnswer = Math.max(lastAnswer, over.lastAnswer);
        }

        private static int size(Period over) {
            return (int) (Math.log(Math.max(1, over.bytes / over.events)) / Math.log(SIZE_STEP));
        }
    }

    /** The requests of one station that were sent in one period. */
    private static final class Period implements Measure {
        private final Station station;
        private final Form chosen;
        private int misfits;
        private int underWay;
        private boolean closed;
        private int events;
        private int eventsInBatches;
        private long bytes;
        private long firstSent = Long.MAX_VALUE;
        private long lastAnswer = Long.MIN_VALUE;

        Period(Station station, Form chosen, int misfits) {
            this.station = station;
            this.chosen = chosen;
            this.misfits = misfits;
        }

        Form choose() {
            return misfits < MISFITS ? chosen : Form.SINGLE;
        }

        void looked(boolean fits) {
            misfits = fits ? 0 : misfits + 1;
        }

        @Override
        public void sent() {
            underWay++;
        }

        @Override
        public void failed() {
            answered();
        }

        @Override
        public void accepted(Form form, int count, long size, long sentAt, long now) {
            events += count;
            bytes += size;
            if (form == Form.BATCH) {
                eventsInBatches += count;
            }
            firstSent = Math.min(firstSent, sentAt);
            lastAnswer = Math.max(lastAnswer, now);
            answered();
        }

        /** Whether the events were found not to fit into batches; one now and then may, by accident. */
        boolean isInVain() {
            return misfits >= MISFITS && eventsInBatches * MISFITS < events;
        }

        boolean isEnough() {
            return events >= ENOUGH;
        }

        void close() {
            closed = true;
            learnIfOver();
        }

        private void answered() {
            underWay--;
            learnIfOver();
        }

        private void learnIfOver() {
            if (closed && underWay == 0) {
                station.learn(this);
            }
        }
    }
}
