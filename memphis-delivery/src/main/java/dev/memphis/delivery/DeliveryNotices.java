package dev.memphis.delivery;

import dev.memphis.delivery.notice.Notice;

/** What the configuration gives up is told at the start. */
final class DeliveryNotices {
    static final Notice RECEIPTS_OFF = new Notice("Receipts are off ({}=false): the gateway's 200 is believed,"
            + " and what it had not passed on when the broker goes away is lost");

    static final Notice BATCHES_FORCED =
            new Notice("Batches are forced ({}=always): the gateway re-encodes every event,"
                    + " and integers beyond 2^53, ts_ns among them, are rounded");

    static final Notice FIELDS_ROUNDED = new Notice(
            "Fields may be rounded ({}={}): where an event travels in a batch, a whole number beyond 2^53 keeps its"
                    + " first 53 bits there; a time in nanoseconds is moved by 256 ns at most");

    private DeliveryNotices() {}
}
