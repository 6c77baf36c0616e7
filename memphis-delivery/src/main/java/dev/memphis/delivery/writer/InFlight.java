package dev.memphis.delivery.writer;

import dev.memphis.delivery.options.DeliveryConfig;
import dev.memphis.delivery.transport.Produce.Form;

/** What was sent and is not answered yet, and whether more may be. Confined to the loop. */
final class InFlight {
    private final Window singles;
    private final Window batches;
    private int singlesOut;
    private int batchesOut;
    private int events;
    private long requests;
    private boolean receipt;

    InFlight(DeliveryConfig config) {
        singles = Window.ofSingles(config.maxInFlight());
        batches = Window.ofBatches(config.maxInFlight());
    }

    int size() {
        return singlesOut + batchesOut;
    }

    boolean isEmpty() {
        return size() == 0;
    }

    /** Says whether nothing at all is under way, receipts included. */
    boolean isQuiet() {
        return isEmpty() && !receipt;
    }

    boolean hasReceipt() {
        return receipt;
    }

    void receipt(boolean underWay) {
        receipt = underWay;
    }

    /** Returns how many events are in the requests under way. */
    int events() {
        return events;
    }

    /** Returns how many requests were ever sent. */
    long requests() {
        return requests;
    }

    /** Says whether another request may go; with nothing under way always one. */
    boolean hasRoom() {
        if (isEmpty()) {
            return true;
        }
        if (batchesOut == 0) {
            return singlesOut < singles.limit();
        }
        return batchesOut < batches.limit() && (singlesOut == 0 || size() < singles.limit());
    }

    void sent(Parcel parcel) {
        requests++;
        count(parcel, 1);
    }

    void back(Parcel parcel) {
        count(parcel, -1);
    }

    private void count(Parcel parcel, int change) {
        events += change * parcel.items().size();
        if (parcel.form() == Form.SINGLE) {
            singlesOut += change;
        } else {
            batchesOut += change;
        }
    }

    /** An answer came in good time: the gateway may be able to take more. */
    void answered(Parcel parcel, long roundTripNanos) {
        Window window = parcel.form() == Form.SINGLE ? singles : batches;
        window.answered(roundTripNanos, parcel.inFlightWhenSent());
    }

    /** Something failed: the gateway is pressed less. */
    void failed() {
        singles.failed();
        batches.failed();
    }
}
