package io.debezium.server.memphis;

import dev.memphis.delivery.Taken;
import dev.memphis.delivery.event.Event;
import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine.RecordCommitter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The handled batches of one of Debezium's threads: has their events delivered, and marks each record once it is settled, in
 * source order, also in the middle of a batch. While full batches follow each other, Debezium reads and converts the next
 * as earlier ones are delivered: the round trips then cost no time. For that one thread, which is also the only one that
 * may mark.
 */
final class HandledBatches {
    private static final Logger LOGGER = LoggerFactory.getLogger(HandledBatches.class);
    /** So many full ones in a row are a backlog: another is almost certain to follow and to have this one marked. */
    private static final int BACKLOG = 3;
    /**
     * So many batches of a backlog may be under way when Debezium is let go for the next: by default as many records as its
     * own queue holds. Each takes two round trips, its last produce and the receipt: behind 50 ms, two batches held
     * flattened rows back.
     */
    private static final int UNDER_WAY = 4;
    /** Time and again it is looked whether the thread was interrupted or delivery ended; both wake the wait anyway. */
    private static final Duration LOOK = Duration.ofSeconds(5);

    /** The engine as this class needs it. */
    interface Engine {
        /** Takes events from the front, as many as there is room for. */
        Taken offer(List<Event> events);

        long taken();

        long settled();

        boolean awaitRoom(Duration timeout) throws InterruptedException;

        boolean awaitSettled(long number, Duration timeout) throws InterruptedException;
    }

    /** Makes the event of a record; empty for one that is not to be sent. */
    @FunctionalInterface
    interface Reader {
        Optional<Event> read(ChangeEvent<Object, Object> record);
    }

    /** A record, and the number of the event that must be settled before it is marked. */
    private record Pending(ChangeEvent<Object, Object> record, long number, Batch batch) {}

    private static final class Batch {
        private final RecordCommitter<ChangeEvent<Object, Object>> committer;
        private int unmarked;

        Batch(RecordCommitter<ChangeEvent<Object, Object>> committer, int unmarked) {
            this.committer = committer;
            this.unmarked = unmarked;
        }
    }

    private final Engine engine;
    private final Reader reader;
    private final int full;
    private final Deque<Pending> pending = new ArrayDeque<>();
    private int batchesUnderWay;
    private int fullInARow;

    /** @param full how many records a full batch has */
    HandledBatches(Engine engine, Reader reader, int full) {
        this.engine = engine;
        this.reader = reader;
        this.full = full;
    }

    /**
     * Has a batch delivered; it is marked when this returns or, in a backlog, by one of the next calls.
     *
     * @throws dev.memphis.delivery.writer.DeliveryException if it cannot be delivered; what is not settled stays unmarked
     * @throws IllegalArgumentException if a record can be made no event of
     */
    void handle(List<ChangeEvent<Object, Object>> records, RecordCommitter<ChangeEvent<Object, Object>> committer)
            throws InterruptedException {
        fullInARow = records.size() >= full ? fullInARow + 1 : 0;
        Batch batch = new Batch(committer, records.size());
        batchesUnderWay++;
        if (records.isEmpty()) {
            finish(batch);
        }
        offer(records, batch);
        markWhatIsSettled();
        int allowed = fullInARow < BACKLOG ? 0 : UNDER_WAY - 1;
        while (batchesUnderWay > allowed) {
            awaitProgress();
        }
    }

    private void offer(List<ChangeEvent<Object, Object>> records, Batch batch) throws InterruptedException {
        List<Event> events = new ArrayList<>(records.size());
        // For each record, how many events there are up to it.
        int[] upTo = new int[records.size()];
        for (int i = 0; i < upTo.length; i++) {
            reader.read(records.get(i)).ifPresent(event -> {
                LOGGER.trace("Took {}", event);
                events.add(event);
            });
            upTo[i] = events.size();
        }
        // What has no event of its own is marked with what was taken before it.
        long number = engine.taken();
        int offered = 0;
        int next = 0;
        while (next < upTo.length) {
            if (upTo[next] <= offered) {
                pending.addLast(new Pending(records.get(next), number - (offered - upTo[next]), batch));
                next++;
            } else {
                Taken taken = engine.offer(events.subList(offered, events.size()));
                offered += taken.count();
                number = taken.first() + taken.count() - 1;
                if (taken.count() == 0) {
                    engine.awaitRoom(LOOK);
                    markWhatIsSettled();
                }
            }
        }
    }

    private void awaitProgress() throws InterruptedException {
        Pending first = pending.getFirst();
        engine.awaitSettled(first.number(), LOOK);
        markWhatIsSettled();
    }

    private void markWhatIsSettled() throws InterruptedException {
        long settled = engine.settled();
        while (!pending.isEmpty() && pending.getFirst().number() <= settled) {
            Pending next = pending.removeFirst();
            next.batch().committer.markProcessed(next.record());
            LOGGER.trace(
                    "Marked a record of topic {} as processed", next.record().destination());
            if (--next.batch().unmarked == 0) {
                finish(next.batch());
            }
        }
    }

    private void finish(Batch batch) throws InterruptedException {
        batchesUnderWay--;
        batch.committer.markBatchFinished();
    }
}
