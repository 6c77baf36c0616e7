package dev.memphis.delivery.writer;

import dev.memphis.delivery.event.Event;
import dev.memphis.delivery.options.DeliveryConfig;
import dev.memphis.delivery.transport.Produce.Form;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Makes parcels of the events whose turn it is, encoding each once. Confined to the loop. */
final class Packer {
    private final DeliveryConfig config;
    private final SizeLimit sizes;
    private final FormChooser chooser;
    private final BatchFitness fitness;

    Packer(DeliveryConfig config, SizeLimit sizes, FormChooser chooser, BatchFitness fitness) {
        this.config = config;
        this.sizes = sizes;
        this.chooser = chooser;
        this.fitness = fitness;
    }

    /**
     * Returns the next parcel, or null if every lane waits for an answer or there is no room. Events that were found
     * unfit for a batch while it was filled are left in the outbox, each alone.
     *
     * @param room how many bytes may be encoded; with nothing encoded yet, an event of any size may
     */
    Parcel next(Round round, long room) {
        Deque<Lane> ready = round.lanes().next();
        if (ready == null) {
            return null;
        }
        Event event = round.event(ready.peek().peek());
        if (event.sizeHint() > room && round.outbox().bytes() > 0) {
            return null;
        }
        Lane lane = ready.remove();
        byte[] body = event.encode();
        Parcel parcel = chooser.choose(event.station()) == Form.BATCH && mayShare(event, body)
                ? new Filling(round, event, room).fill(ready, lane, body)
                : single(lane, event, body);
        round.outbox().packed(parcel);
        round.lanes().rotate();
        return parcel;
    }

    private boolean mayShare(Event event, byte[] body) {
        boolean may = !sizes.exceeds(body.length, event.headers()) && fitness.fits(event, body);
        chooser.looked(event.station(), may);
        return may;
    }

    private static Parcel single(Lane lane, Event event, byte[] body) {
        Parcel.Item item = take(lane, body);
        return new Parcel(event.station(), List.of(item), Form.SINGLE, event.contentType(), event.headers(), null);
    }

    private static Parcel.Item take(Lane lane, byte[] body) {
        Parcel.Item item = new Parcel.Item(lane.peek(), lane, body);
        lane.take();
        return item;
    }

    /** A batch as it fills up, from one lane after the other. */
    private final class Filling {
        private final Round round;
        private final Event first;
        private final long room;
        private final List<Parcel.Item> items = new ArrayList<>();
        private long bytes = 1;
        private int unfit;
        private long unfitBytes;

        Filling(Round round, Event first, long room) {
            this.round = round;
            this.first = first;
            this.room = room;
        }

        Parcel fill(Deque<Lane> ready, Lane firstLane, byte[] body) {
            add(firstLane, body);
            boolean open = follow(firstLane);
            while (open && !ready.isEmpty()) {
                Lane lane = ready.peek();
                Event head = round.event(lane.peek());
                byte[] bytesOfHead = encodedIfRoom(head);
                if (bytesOfHead == null) {
                    break;
                }
                ready.remove();
                open = fits(head, bytesOfHead) ? addAndFollow(lane, bytesOfHead) : leaveOut(lane, head, bytesOfHead);
            }
            return parcel();
        }

        private boolean addAndFollow(Lane lane, byte[] body) {
            add(lane, body);
            return follow(lane);
        }

        /** Adds what follows in a lane, up to what has to wait for this batch; returns whether there is room for more. */
        private boolean follow(Lane lane) {
            while (!lane.isEmpty()) {
                Event next = round.event(lane.peek());
                byte[] body = encodedIfRoom(next);
                if (body == null) {
                    return false;
                }
                if (!fits(next, body)) {
                    return true;
                }
                add(lane, body);
            }
            return true;
        }

        private byte[] encodedIfRoom(Event event) {
            byte[] body = hasRoomFor(event.sizeHint()) ? event.encode() : null;
            return body == null || !hasRoomFor(body.length) ? null : body;
        }

        private boolean hasRoomFor(int size) {
            long after = bytes + size + 1;
            return items.size() + unfit < config.batchMaxEvents()
                    && after <= config.batchMaxBytes()
                    && after + unfitBytes <= room;
        }

        private boolean fits(Event event, byte[] body) {
            return event.headers().equals(first.headers()) && mayShare(event, body);
        }

        private void add(Lane lane, byte[] body) {
            items.add(take(lane, body));
            bytes += body.length + 1L;
        }

        private boolean leaveOut(Lane lane, Event event, byte[] body) {
            Parcel alone = single(lane, event, body);
            round.outbox().packed(alone);
            round.outbox().addLast(alone);
            unfit++;
            unfitBytes += body.length;
            return true;
        }

        private Parcel parcel() {
            Form form = items.size() == 1 ? Form.SINGLE : Form.BATCH;
            return new Parcel(first.station(), items, form, first.contentType(), first.headers(), null);
        }
    }
}
