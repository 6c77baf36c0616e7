package dev.memphis.delivery.writer;

import dev.memphis.delivery.event.Event;

/** Where events go that Memphis can never accept, when there is no station for them. */
public interface DeadLetters {
    /**
     * Writes an event down with why it was refused.
     *
     * @throws DeliveryException if that is not possible; the event is then not lost, since the source will replay it
     */
    void write(Event event, byte[] body, String reason);
}
