package io.debezium.server.memphis.delivery;

import io.debezium.server.memphis.config.DeliveryConfig;
import io.debezium.server.memphis.event.Event;
import io.debezium.server.memphis.event.EventHeader;
import io.debezium.server.memphis.gateway.Produce.Form;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Makes parcels of the events whose turn it is. Confined to the loop. */
final class Packer {
    /** What the gateway adds to an event as message headers of its own, generously. */
    private static final int GATEWAY_HEADERS = 256;

    private final DeliveryConfig config;
    private final FormChooser chooser;
    private final BatchFitness fitness;

    Packer(DeliveryConfig config, FormChooser chooser, BatchFitness fitness) {
        this.config = config;
        this.chooser = chooser;
        this.fitness = fitness;
    }

    /** Returns the next parcel, or null if every lane waits for an answer. */
    Parcel next(Round round) {
        Deque<Lane> ready = round.lanes().next();
        if (ready == null) {
            return null;
        }
        Lane lane = ready.remove();
        Event event = round.event(lane.peek());
        byte[] body = event.encode();
        Parcel parcel = chooser.choose(event.station()) == Form.BATCH && fitness.fits(event, body)
                ? batch(round, ready, lane, event, body)
                : single(lane, event, body);
        round.lanes().rotate();
        return parcel;
    }

    /** Returns how many bytes the next parcel will hold at least. */
    static int sizeHint(Round round) {
        Deque<Lane> ready = round.lanes().next();
        return ready == null ? 0 : round.event(ready.peek().peek()).sizeHint();
    }

    /** Says whether an event is more than the broker takes, headers and data together (contract, "Answers, exactly"). */
    boolean oversized(Parcel parcel, Event event) {
        return parcel.items().size() == 1 && parcel.bytes() + headerBytes(event.headers()) > config.eventMaxBytes();
    }

    private static long headerBytes(List<EventHeader> headers) {
        long sum = GATEWAY_HEADERS;
        for (EventHeader header : headers) {
            sum += header.name().length() + header.value().length() + 4L;
        }
        return sum;
    }

    private static Parcel single(Lane lane, Event event, byte[] body) {
        int index = lane.peek();
        lane.take();
        return new Parcel(
                event.station(),
                List.of(new Parcel.Item(index, lane, body)),
                Form.SINGLE,
                event.contentType(),
                event.headers(),
                null);
    }

    private Parcel batch(Round round, Deque<Lane> ready, Lane first, Event event, byte[] body) {
        Filling filling = new Filling(event);
        filling.add(first, body);
        boolean open = filling.follow(round, first);
        while (open && !ready.isEmpty()) {
            Lane lane = ready.peek();
            Event head = round.event(lane.peek());
            byte[] bytes = filling.roomFor(head.sizeHint()) ? head.encode() : null;
            if (bytes == null || !filling.takes(head, bytes)) {
                break;
            }
            ready.remove();
            filling.add(lane, bytes);
            open = filling.follow(round, lane);
        }
        return filling.parcel();
    }

    /** A batch as it fills up. */
    private final class Filling {
        private final Event first;
        private final List<Parcel.Item> items = new ArrayList<>();
        private long bytes = 1;

        Filling(Event first) {
            this.first = first;
        }

        boolean roomFor(int size) {
            return items.size() < config.batchMaxEvents() && bytes + size + 1 <= config.batchMaxBytes();
        }

        boolean takes(Event event, byte[] body) {
            return roomFor(body.length)
                    && body.length + headerBytes(event.headers()) <= config.eventMaxBytes()
                    && event.headers().equals(first.headers())
                    && fitness.fits(event, body);
        }

        void add(Lane lane, byte[] body) {
            items.add(new Parcel.Item(lane.peek(), lane, body));
            lane.take();
            bytes += body.length + 1L;
        }

        /** Adds what follows in the same lane; returns whether the batch may take further lanes. */
        boolean follow(Round round, Lane lane) {
            while (!lane.isEmpty()) {
                Event next = round.event(lane.peek());
                byte[] body = roomFor(next.sizeHint()) ? next.encode() : null;
                if (body == null || !takes(next, body)) {
                    return false;
                }
                add(lane, body);
            }
            return true;
        }

        Parcel parcel() {
            Form form = items.size() == 1 ? Form.SINGLE : Form.BATCH;
            return new Parcel(first.station(), items, form, first.contentType(), first.headers(), null);
        }
    }
}
