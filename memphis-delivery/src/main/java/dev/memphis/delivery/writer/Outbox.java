package dev.memphis.delivery.writer;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Parcels that are packed and wait to be sent: failed ones, pieces of split ones, and what was found while packing
 * another. Knows how many bytes are in encoded form, those under way included. Confined to the loop.
 */
final class Outbox {
    private final Deque<Parcel> parcels = new ArrayDeque<>();
    private long bytes;

    boolean isEmpty() {
        return parcels.isEmpty();
    }

    /** Returns the bytes of all parcels that were packed and are not through. */
    long bytes() {
        return bytes;
    }

    /** Takes note of a parcel that was packed just now. */
    void packed(Parcel parcel) {
        bytes += parcel.bytes();
    }

    /** A parcel needs nothing more; what waited behind it goes next. */
    void through(Parcel parcel) {
        bytes -= parcel.bytes();
        if (parcel.rest() != null) {
            addFirst(parcel.rest());
        }
    }

    Parcel poll() {
        return parcels.poll();
    }

    void addFirst(Parcel parcel) {
        parcels.addFirst(parcel);
    }

    void addLast(Parcel parcel) {
        parcels.addLast(parcel);
    }

    void clear() {
        parcels.clear();
        bytes = 0;
    }
}
