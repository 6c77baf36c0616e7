package dev.memphis.delivery.writer;

import dev.memphis.delivery.protocol.Gateway;
import dev.memphis.delivery.transport.Loop;
import java.util.function.Consumer;

/**
 * What the parts of the writer have in common. Confined to the loop.
 *
 * @param turns takes note of something and then does all that may be done ({@link Writer})
 */
record Shared(
        Loop loop,
        Gateway gateway,
        DeliveryListener listener,
        Consumer<Runnable> turns,
        Course course,
        Ledger ledger,
        InFlight inFlight,
        Stations stations,
        Proof proof,
        Doubt doubt,
        Recovery recovery) {
    /** Says whether nothing is under way, receipts included. */
    boolean isQuiet() {
        return inFlight.isEmpty() && !proof.isUnderWay();
    }
}
