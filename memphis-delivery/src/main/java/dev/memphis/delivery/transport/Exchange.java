package dev.memphis.delivery.transport;

import java.util.function.Consumer;

/**
 * One request on a connection, waiting for its answer.
 *
 * @param deadline in nanoseconds of the loop
 * @param done told once: the answer, or why there is none
 */
record Exchange(long deadline, Consumer<HttpReply> done) {
    boolean late(long now) {
        return now - deadline > 0;
    }
}
