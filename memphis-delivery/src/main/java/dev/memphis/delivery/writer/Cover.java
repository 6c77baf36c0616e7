package dev.memphis.delivery.writer;

import java.util.List;

/**
 * What a receipt covers (contract, "Coverage"): all that was accepted before it was written, on whatever connection, and what
 * stands ahead of it on its own. With several gateways behind one address only the latter. Immutable.
 *
 * @param acceptedBefore how many requests had been accepted
 * @param sentBefore how many requests had been sent
 * @param connections those that the receipts went over
 */
record Cover(long acceptedBefore, long sentBefore, List<Long> connections) {
    static final Cover NOTHING = new Cover(0, 0, List.of());

    boolean covers(Attempt attempt) {
        return attempt.acceptedAs() < acceptedBefore
                || (attempt.number() < sentBefore && connections.contains(attempt.connection()));
    }

    /** Returns what a receipt covers when each connection may lead to another gateway. */
    static Cover ofConnections(long sentBefore, List<Long> connections) {
        return new Cover(0, sentBefore, connections);
    }
}
