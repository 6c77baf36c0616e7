package dev.memphis.delivery.writer;

import dev.memphis.delivery.event.Event;
import java.util.List;
import java.util.OptionalLong;

/** What was taken and what has become of it; tells the host how far everything is settled. Confined to the loop. */
final class Ledger {
    private final Lanes lanes;
    private final Settlement settlement;
    private final DeliveryListener listener;
    private final Sequence sequence = new Sequence();
    private long settledBytes;
    private long toldMark;

    Ledger(Lanes lanes, Settlement settlement, DeliveryListener listener) {
        this.lanes = lanes;
        this.settlement = settlement;
        this.listener = listener;
    }

    /** Takes events, which have the next numbers. */
    void add(long first, List<Event> events) {
        long number = first;
        for (Event event : events) {
            Item item = new Item(number++, event);
            sequence.add(item);
            lanes.add(item);
        }
        listener.waiting(sequence.unsettled(), sequence.oldest());
    }

    boolean isSettled() {
        return sequence.unsettled() == 0;
    }

    void accepted(Item item) {
        item.progress(Item.Progress.ACCEPTED);
        lanes.accepted(item);
    }

    /** Nothing more has to be done for an event. */
    void settle(Item item) {
        boolean wasAccepted = item.progress() == Item.Progress.ACCEPTED;
        settledBytes += item.event().sizeHint();
        sequence.settle(item);
        if (item.isInLane()) {
            lanes.settled(item, wasAccepted);
        }
    }

    /** What was accepted is with the broker. */
    void delivered(List<Attempt> attempts) {
        int events = 0;
        long bytes = 0;
        OptionalLong newest = OptionalLong.empty();
        for (int i = 0; i < attempts.size(); i++) {
            ProduceRequest request = attempts.get(i).request();
            request.items().forEach(this::settle);
            events += request.items().size();
            bytes += request.bytes();
            if (i == attempts.size() - 1) {
                newest = request.items().getLast().event().sourceTime();
            }
        }
        if (events > 0) {
            listener.delivered(events, bytes, newest);
        }
    }

    /** Puts all that is not settled back into its lanes, in its order. */
    void rebuild() {
        lanes.rebuild(sequence.unsettledItems());
    }

    /** Tells the host of what was settled since the last time. */
    void tell() {
        if (settledBytes > 0 || sequence.mark() > toldMark) {
            toldMark = sequence.mark();
            settlement.settled(toldMark, settledBytes);
            settledBytes = 0;
            listener.waiting(sequence.unsettled(), sequence.oldest());
        }
    }
}
