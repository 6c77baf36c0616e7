package io.debezium.server.memphis;

import dev.memphis.delivery.event.Event;
import dev.memphis.delivery.writer.Delivery;
import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine.RecordCommitter;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has handled batches delivered, one after the other, and marks each once it is proved. While full ones follow each other,
 * Debezium reads and converts the next as this one is delivered: the far gateway's round trip then costs no time. For
 * Debezium's thread alone, which is also the only one that may mark.
 */
final class HandledBatches {
    private static final Logger LOGGER = LoggerFactory.getLogger(HandledBatches.class);
    /** So many full ones in a row are a backlog: another is almost certain to follow and to have this one marked. */
    private static final int BACKLOG = 3;

    /** Begins a delivery. */
    @FunctionalInterface
    interface Carrier {
        Delivery.Completion begin(List<Event> events) throws InterruptedException;
    }

    private record Batch(
            List<ChangeEvent<Object, Object>> records,
            RecordCommitter<ChangeEvent<Object, Object>> committer,
            Delivery.Completion delivered) {}

    private final Carrier carrier;
    private final int full;
    private final long mostBytes;
    private Batch underWay;
    private int fullInARow;

    /**
     * @param full how many records a full batch has
     * @param mostBytes a batch with more in it is not held while the next is read
     */
    HandledBatches(Carrier carrier, int full, long mostBytes) {
        this.carrier = carrier;
        this.full = full;
        this.mostBytes = mostBytes;
    }

    /**
     * Marks the batch before, if that is still to be done. To be called first, before anything of the next batch.
     *
     * @throws dev.memphis.delivery.writer.DeliveryException if it cannot be delivered; it stays unmarked
     */
    void finish() throws InterruptedException {
        if (underWay == null) {
            return;
        }
        Batch batch = underWay;
        underWay = null;
        batch.delivered().await();
        for (ChangeEvent<Object, Object> record : batch.records()) {
            batch.committer().markProcessed(record);
            LOGGER.trace("Marked a record of topic {} as processed", record.destination());
        }
        batch.committer().markBatchFinished();
    }

    /**
     * Has a batch delivered; it is marked when this returns, or by the next {@link #finish} in a backlog.
     *
     * @param events what is to be delivered of the records
     * @throws dev.memphis.delivery.writer.DeliveryException if it cannot be delivered; it stays unmarked
     */
    void handle(
            List<ChangeEvent<Object, Object>> records,
            List<Event> events,
            RecordCommitter<ChangeEvent<Object, Object>> committer)
            throws InterruptedException {
        finish();
        underWay = new Batch(records, committer, carrier.begin(events));
        fullInARow = records.size() >= full ? fullInARow + 1 : 0;
        if (fullInARow < BACKLOG || bytes(events) > mostBytes) {
            finish();
        }
    }

    private static long bytes(List<Event> events) {
        return events.stream().mapToLong(Event::sizeHint).sum();
    }
}
