package dev.memphis.delivery.writer;

import dev.memphis.delivery.event.Event;
import java.util.Optional;
import java.util.function.Consumer;

/** Where events go that Memphis can never accept, when there is no station for them. */
public interface DeadLetters {
    /**
     * Puts an event away with why it was refused. Called on the loop, which it must not hold up: what takes time is done
     * elsewhere. Calls may overlap.
     *
     * @param done told once, on any thread, when the event is safe; or why it is not, in one line: the delivery then ends,
     *     and the event is not lost, since the source will replay it
     */
    void write(Event event, byte[] body, String reason, Consumer<Optional<String>> done);
}
