package dev.memphis.delivery.writer;

import dev.memphis.delivery.event.Event;
import dev.memphis.delivery.form.FormChooser;
import dev.memphis.delivery.options.DeliveryConfig;
import dev.memphis.delivery.protocol.Produce.Form;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes requests of the events whose turn it is, encoding each once. Confined to the loop. */
final class RequestMaker {
    private final DeliveryConfig config;
    private final SizeLimit sizes;
    private final FormChooser chooser;
    private final BatchFitness fitness;
    private final Lanes lanes;
    private final RetryQueue queue;

    RequestMaker(
            DeliveryConfig config,
            SizeLimit sizes,
            FormChooser chooser,
            BatchFitness fitness,
            Lanes lanes,
            RetryQueue queue) {
        this.config = config;
        this.sizes = sizes;
        this.chooser = chooser;
        this.fitness = fitness;
        this.lanes = lanes;
        this.queue = queue;
    }

    /**
     * Returns the next request, or null if every lane waits for an answer or there is no room. Events that were found
     * unfit for a batch while it was filled are left in the queue, each alone. With nothing encoded yet, an event of any
     * size may be.
     */
    @Nullable ProduceRequest next() {
        Deque<Lane> ready = lanes.next();
        if (ready == null) {
            return null;
        }
        long room = config.maxInFlightBytes() - queue.bytes();
        Lane lane = ready.element();
        Event event = lane.peek().event();
        if (event.sizeHint() > room && queue.bytes() > 0) {
            return null;
        }
        Item item = lanes.take(ready);
        ProduceRequest request = chooser.choose(event.station()) == Form.BATCH && mayShare(event, item.body())
                ? new Filling(item, room).fill(lane, ready)
                : ProduceRequest.single(item);
        queue.made(request);
        lanes.rotate();
        return request;
    }

    private boolean mayShare(Event event, byte[] body) {
        boolean may = !sizes.exceeds(body.length, event.headers()) && fitness.fits(event, body);
        chooser.looked(event.station(), may);
        return may;
    }

    /** A batch as it fills up, from one lane after the other. */
    private final class Filling {
        private final Event first;
        private final long room;
        private final List<Item> items = new ArrayList<>();
        private long bytes = 1;
        private int unfit;
        private long unfitBytes;

        Filling(Item first, long room) {
            this.first = first.event();
            this.room = room;
            add(first);
        }

        /** @param begun the lane of its first event */
        ProduceRequest fill(Lane begun, Deque<Lane> ready) {
            boolean open = follow(begun);
            while (open && !ready.isEmpty()) {
                Lane lane = ready.element();
                if (!hasRoomFor(lane.peek())) {
                    break;
                }
                Item item = lanes.take(ready);
                if (fits(item)) {
                    add(item);
                    open = follow(lane);
                } else {
                    leaveOut(item);
                }
            }
            return ProduceRequest.batch(items);
        }

        /** Adds what may follow in a lane, up to what has to wait for this batch; returns whether there is room for more. */
        private boolean follow(Lane lane) {
            while (lanes.mayFollow(lane)) {
                Item next = lane.peek();
                if (!hasRoomFor(next)) {
                    return false;
                }
                if (!fits(next)) {
                    return true;
                }
                add(lane.take());
            }
            return true;
        }

        private boolean hasRoomFor(Item item) {
            return hasRoomFor(item.event().sizeHint()) && hasRoomFor(item.body().length);
        }

        private boolean hasRoomFor(int size) {
            long after = bytes + size + 1;
            return items.size() + unfit < config.batchMaxEvents()
                    && after <= config.batchMaxBytes()
                    && after + unfitBytes <= room;
        }

        private boolean fits(Item item) {
            Event event = item.event();
            if (event.headers().equals(first.headers())) {
                return mayShare(event, item.body());
            }
            chooser.looked(event.station(), false);
            return false;
        }

        private void add(Item item) {
            items.add(item);
            bytes += item.body().length + 1L;
        }

        private void leaveOut(Item item) {
            ProduceRequest alone = ProduceRequest.single(item);
            queue.made(alone);
            queue.addLast(alone);
            unfit++;
            unfitBytes += item.body().length;
        }
    }
}
