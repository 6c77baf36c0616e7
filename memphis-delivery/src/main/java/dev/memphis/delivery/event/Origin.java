package dev.memphis.delivery.event;

import java.util.OptionalLong;

/** Where an event comes from. Asked only when something is to be said or measured, so finding out may cost a little. */
@FunctionalInterface
public interface Origin {
    /** Returns source position and key in words, for messages; never the event's content. */
    String words();

    /** Returns when the source made the change, in milliseconds since 1970 by the source's clock; empty if unknown. */
    default OptionalLong time() {
        return OptionalLong.empty();
    }
}
