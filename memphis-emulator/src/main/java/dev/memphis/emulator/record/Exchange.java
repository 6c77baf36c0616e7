package dev.memphis.emulator.record;

import dev.memphis.emulator.faults.AnswerFault;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A request to the gateway and its answer. Immutable.
 *
 * @param number in order of arrival, from 1
 * @param connection the client's connection, numbered from 1 in order of arrival
 * @param method as sent
 * @param path with the query; a token in it is blotted out
 * @param headers as sent, the last of a repeated name; tokens are blotted out
 * @param bodyBytes of the request, on the wire
 * @param accepted how many messages the gateway took from it
 * @param began when its head had been read
 * @param ended when the answer went out or the connection was gone; empty while it is under way
 * @param status of the answer; 0 if there was none
 * @param fault what happened to the answer on purpose
 */
public record Exchange(
        long number,
        long connection,
        String method,
        String path,
        Map<String, String> headers,
        long bodyBytes,
        long accepted,
        Instant began,
        Optional<Instant> ended,
        int status,
        Optional<AnswerFault.Kind> fault) {
    /** Says whether the client got no answer and will get none. */
    public boolean wasDropped() {
        return ended.isPresent() && status == 0;
    }

    /** Says whether both were under way at the same time. */
    public boolean overlaps(Exchange other) {
        return began.isBefore(other.ended.orElse(Instant.MAX)) && other.began.isBefore(ended.orElse(Instant.MAX));
    }
}
