package dev.memphis.delivery.writer;

import dev.memphis.delivery.options.DeliveryConfig;
import dev.memphis.delivery.protocol.Produce.Form;

/** What was sent and is not answered yet, and whether more may be. Confined to the loop. */
final class InFlight {
    private final Window singles;
    private final Window batches;
    private int singlesOut;
    private int batchesOut;
    private int events;

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

    /** Returns how many events are in the requests under way. */
    int events() {
        return events;
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

    void sent(ProduceRequest request) {
        count(request, 1);
    }

    void back(ProduceRequest request) {
        count(request, -1);
    }

    private void count(ProduceRequest request, int change) {
        events += change * request.items().size();
        if (request.form() == Form.SINGLE) {
            singlesOut += change;
        } else {
            batchesOut += change;
        }
    }

    /** An answer came in good time: the gateway may be able to take more. */
    void answered(Attempt attempt, long roundTripNanos) {
        Window window = attempt.request().form() == Form.SINGLE ? singles : batches;
        window.answered(roundTripNanos, attempt.inFlight());
    }

    /** Something failed: the gateway is pressed less. */
    void failed() {
        singles.failed();
        batches.failed();
    }

    /** Answers come too late: the gateway is pressed less. */
    void pressLess() {
        singles.halve();
        batches.halve();
    }
}
