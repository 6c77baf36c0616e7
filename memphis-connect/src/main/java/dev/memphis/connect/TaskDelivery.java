package dev.memphis.connect;

import dev.memphis.connect.SharedOutlet.Lease;
import dev.memphis.delivery.Taken;
import dev.memphis.delivery.event.Event;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * A task's records between Connect and the engine: in order into the outlet while it has room, in order out as they are
 * settled. Confined to the task's thread; asked for figures by any.
 */
final class TaskDelivery {
    /** So many records are handed over in one piece: as many as Connect hands over by default. */
    private static final int PORTION = 500;

    private final ConnectConfig config;
    private final Outlets outlets;
    private final Refusals refusals;
    private final RecordConverter converter;
    private final TaskMetrics metrics;
    private final Partitions partitions = new Partitions();
    private final Marks marks = new Marks();
    private final Deque<Item> waiting = new ArrayDeque<>();
    private final Deque<Item> offered = new ArrayDeque<>();
    private Lease lease;
    private long newest;

    TaskDelivery(ConnectConfig config, Outlets outlets, Refusals refusals, TaskMetrics metrics) {
        this.config = config;
        this.outlets = outlets;
        this.refusals = refusals;
        this.metrics = metrics;
        this.converter = new RecordConverter(config, refusals, partitions);
        this.lease = outlets.join(config);
    }

    /**
     * Waits until the outlet is open, or it is clear that the gateway is away.
     *
     * @throws RuntimeException if the gateway refuses the user
     */
    void awaitOpen(Duration most) throws InterruptedException {
        lease.shared().awaitOpen(most);
    }

    /** Takes records over, in order. */
    void add(Collection<SinkRecord> records) {
        for (SinkRecord record : records) {
            Item item = new Item(partitions.of(record), record.originalKafkaOffset(), event(record));
            marks.began(item);
            waiting.add(item);
        }
        metrics.took(records.size());
    }

    private Optional<Event> event(SinkRecord record) {
        try {
            return converter.convert(record);
        } catch (IllegalArgumentException | DataException e) {
            refusals.refuse(record, String.valueOf(e.getMessage()), safe -> {});
            refusals.decide();
            return Optional.empty();
        }
    }

    /**
     * Gets on as far as that is possible, and waits for more only while there are records that have found no room.
     *
     * @return how many records were settled
     * @throws RuntimeException if the delivery has ended
     */
    long work(Duration most) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        long settled = step();
        while (!waiting.isEmpty() && left(end).isPositive()) {
            lease.shared().awaitRoom(shortly(end));
            settled += step();
        }
        return settled;
    }

    /** Waits until everything is settled, or the time is up, or it is clear that nothing gets through. */
    void finish(Duration most) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        step();
        while (!idle() && left(end).isPositive() && !lease.shared().away()) {
            if (waiting.isEmpty()) {
                lease.shared().awaitSettled(newest, shortly(end));
            } else {
                lease.shared().awaitRoom(shortly(end));
            }
            step();
        }
    }

    private static Duration left(long end) {
        return Duration.ofNanos(end - System.nanoTime());
    }

    /** Never for long: a refused record waits for this thread's decision. */
    private static Duration shortly(long end) {
        Duration left = left(end);
        Duration shortly = Duration.ofMillis(50);
        return left.compareTo(shortly) < 0 ? left : shortly;
    }

    private long step() {
        refusals.decide();
        long settled = settle();
        if (lease.shared().over()) {
            startAnew();
        }
        push();
        // What is not sent at all may be done by now.
        settled += settle();
        metrics.waits(waiting.size(), offered.size());
        return settled;
    }

    private long settle() {
        long mark = lease.shared().settled();
        long settled = 0;
        while (!offered.isEmpty() && offered.getFirst().number() <= mark) {
            marks.done(offered.removeFirst());
            settled++;
        }
        metrics.settled(settled);
        return settled;
    }

    /** What was under way in an outlet that is closed is offered again, first and in order. */
    private void startAnew() {
        while (!offered.isEmpty()) {
            waiting.addFirst(offered.removeLast());
        }
        newest = 0;
        outlets.leave(lease, false);
        lease = outlets.join(config);
    }

    /** Hands over what waits, in portions, until there is no more room. */
    private void push() {
        int left = 0;
        while (left == 0 && !waiting.isEmpty()) {
            List<Event> events = foremostEvents();
            Taken taken = events.isEmpty() ? Taken.NONE : lease.shared().offer(events);
            moveOn(taken);
            left = events.size() - taken.count();
        }
    }

    private List<Event> foremostEvents() {
        List<Event> events = new ArrayList<>(Math.min(PORTION, waiting.size()));
        Iterator<Item> foremost = waiting.iterator();
        for (int i = 0; i < PORTION && foremost.hasNext(); i++) {
            foremost.next().event().ifPresent(events::add);
        }
        return events;
    }

    /** Those whose events were taken are under way, and those without an event that stand before or between them. */
    private void moveOn(Taken taken) {
        int moved = 0;
        for (Item item = waiting.peekFirst(); item != null; item = waiting.peekFirst()) {
            if (item.event().isPresent()) {
                if (moved == taken.count()) {
                    return;
                }
                newest = taken.first() + moved++;
            }
            item.taken(newest);
            offered.add(waiting.removeFirst());
        }
    }

    /** Returns whether records wait for room. */
    boolean full() {
        return !waiting.isEmpty();
    }

    /** Returns whether everything is settled. */
    boolean idle() {
        return waiting.isEmpty() && offered.isEmpty();
    }

    Map<TopicPartition, OffsetAndMetadata> committable(Map<TopicPartition, OffsetAndMetadata> consumed) {
        return marks.committable(consumed);
    }

    /** Lets go of partitions: what is not settled of them is somebody else's from now on. */
    void release(Collection<TopicPartition> partitions) {
        Set<TopicPartition> gone = new HashSet<>(partitions);
        waiting.removeIf(item -> gone.contains(item.partition()));
        boolean underWay = offered.removeIf(
                item -> gone.contains(item.partition()) && item.event().isPresent());
        offered.removeIf(item -> gone.contains(item.partition()));
        marks.forget(partitions);
        if (underWay) {
            outlets.leave(lease, true);
        }
    }

    void close() {
        List<TopicPartition> all = new ArrayList<>();
        waiting.forEach(item -> all.add(item.partition()));
        offered.forEach(item -> all.add(item.partition()));
        release(all);
        outlets.leave(lease, false);
    }

    /** Returns what went wrong as Connect wants to hear it, in one line. */
    static ConnectException ended(RuntimeException reason) {
        return reason instanceof ConnectException told ? told : new ConnectException(reason.getMessage(), reason);
    }
}
