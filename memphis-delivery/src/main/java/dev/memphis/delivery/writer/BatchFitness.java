package dev.memphis.delivery.writer;

import dev.memphis.delivery.event.Event;

/** Says whether an event may travel in a batch. Called on the loop, for an event's bytes as they would be sent. */
@FunctionalInterface
public interface BatchFitness {
    boolean fits(Event event, byte[] body);
}
