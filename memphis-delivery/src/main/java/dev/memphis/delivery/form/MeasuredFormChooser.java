package dev.memphis.delivery.form;

import dev.memphis.delivery.protocol.Produce.Form;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Chooses for each station the form with the better goodput, and tries the other one now and then. A period is the measure:
 * the events of a station in the requests that were sent in it, by the time that they took. What was learnt of large events
 * says nothing of small ones, so each size is known by itself: where the mix changes, so does the choice. Confined to the
 * loop.
 */
public final class MeasuredFormChooser implements FormChooser {
    /** Fewer events than this make no period. */
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
        private final BusyTime busy = new BusyTime();
        private FormGoodput current = new FormGoodput();
        private @Nullable Period period;

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
            current.learn(over.chosen, over.events, over.share.nanos(), over.isInVain());
        }

        private static int size(Period over) {
            return (int) (Math.log(Math.max(1, over.bytes / over.events)) / Math.log(SIZE_STEP));
        }
    }

    /** The requests of one station that were sent in one period. */
    private static final class Period implements Measure {
        private final Station station;
        private final Form chosen;
        private final BusyTime.Share share;
        private int misfits;
        private boolean closed;
        private int events;
        private int eventsInBatches;
        private long bytes;

        Period(Station station, Form chosen, int misfits) {
            this.station = station;
            this.chosen = chosen;
            this.misfits = misfits;
            this.share = station.busy.share();
        }

        Form choose() {
            return misfits < MISFITS ? chosen : Form.SINGLE;
        }

        void looked(boolean fits) {
            misfits = fits ? 0 : misfits + 1;
        }

        @Override
        public void sent(int count, long now) {
            share.sent(count, now);
        }

        @Override
        public void failed(int count, long now) {
            share.failed(count, now);
            learnIfOver();
        }

        @Override
        public void accepted(Form form, int count, long size, long now) {
            events += count;
            bytes += size;
            if (form == Form.BATCH) {
                eventsInBatches += count;
            }
            share.accepted(count, now);
            learnIfOver();
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

        private void learnIfOver() {
            if (closed && share.isOver()) {
                station.learn(this);
            }
        }
    }
}
