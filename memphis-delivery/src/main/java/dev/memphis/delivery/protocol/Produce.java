package dev.memphis.delivery.protocol;

import dev.memphis.delivery.event.EventHeader;
import java.util.List;

/**
 * A request that produces one message, or several as a JSON batch. Immutable; the arrays must not change.
 *
 * @param bodies the values' bytes, one for each message
 * @param form whether the bodies travel as a JSON array, which the gateway re-encodes
 * @param firstUse whether the gateway may see the station for the first time, which takes long (contract, "Produce")
 */
public record Produce(
        String station,
        List<byte[]> bodies,
        Form form,
        String contentType,
        List<EventHeader> headers,
        boolean firstUse) {

    /** The two produce routes. */
    public enum Form {
        SINGLE,
        BATCH
    }
}
