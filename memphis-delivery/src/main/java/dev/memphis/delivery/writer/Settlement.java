package dev.memphis.delivery.writer;

import java.util.Optional;

/** Told how far delivery has come. Called on the loop; must not block or throw. */
public interface Settlement {
    /** The user may produce and consume: what can be known at the start is known. */
    void opened();

    /**
     * Events were settled.
     *
     * @param mark the number of the event up to which all are
     * @param bytes what they held, by {@link dev.memphis.delivery.event.Event#sizeHint}
     */
    void settled(long mark, long bytes);

    /** The delivery has ended: nothing more will be settled. An empty reason means that it was closed. */
    void ended(Optional<RuntimeException> reason);
}
