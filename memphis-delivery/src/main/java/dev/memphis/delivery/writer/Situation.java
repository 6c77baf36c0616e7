package dev.memphis.delivery.writer;

/**
 * All that decides what may be done now. Immutable.
 *
 * @param needed whether there is anything to do: events that are not settled, or the start is not over
 * @param quiet whether nothing is under way, receipts included
 * @param held whether another session at the gateway is alone there, or waits for that
 * @param doubt whether what was accepted must be sent again
 * @param renewalDue whether nothing may be sent before the token is renewed
 * @param provable whether, before a due renewal of the broker connection, a receipt can be asked for that may prove something
 * @param confirmed whether receipts prove anything on the present broker connection
 * @param late whether a receipt takes longer than receipts do
 * @param holding whether a broker connection that is gone may still pass on what it holds
 * @param receiptDue whether a receipt is to follow what was sent, though more could be sent
 * @param room whether the window, and what may be unproved, have room for another request
 */
record Situation(
        WriterState state,
        boolean needed,
        boolean quiet,
        boolean held,
        boolean doubt,
        boolean renewalDue,
        boolean provable,
        boolean confirmed,
        boolean late,
        boolean holding,
        boolean receiptDue,
        boolean room) {}
