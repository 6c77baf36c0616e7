package dev.memphis.delivery.form;

import java.util.ArrayList;
import java.util.List;

/**
 * The time in which a station has events under way, shared out among those who sent them: where there are several, each gets as
 * much of it as it has events there. So a slow source counts for nobody, nor does it matter who is answered first. Times are in
 * nanoseconds of the loop, to which it is confined.
 */
final class BusyTime {
    private final List<Share> underWay = new ArrayList<>(2);
    private int events;
    private long since;

    Share share() {
        return new Share();
    }

    private void pass(long now) {
        double each = (now - since) / (double) Math.max(1, events);
        for (Share share : underWay) {
            share.nanos += each * share.events;
        }
        since = now;
    }

    /** What one sender has under way, and its part of the time. */
    final class Share {
        private int events;
        private double nanos;

        void sent(int count, long now) {
            pass(now);
            if (events == 0) {
                underWay.add(this);
            }
            change(count);
        }

        void accepted(int count, long now) {
            pass(now);
            back(count);
        }

        /** The time since the last change counts for nobody: mostly the gateway was away, which says nothing of the sender. */
        void failed(int count, long now) {
            since = now;
            back(count);
        }

        private void back(int count) {
            change(-count);
            if (events == 0) {
                underWay.remove(this);
            }
        }

        private void change(int count) {
            events += count;
            BusyTime.this.events += count;
        }

        double nanos() {
            return nanos;
        }

        boolean isOver() {
            return events == 0;
        }
    }
}
