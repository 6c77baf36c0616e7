package dev.memphis.cli.replay;

import dev.memphis.delivery.event.EventHeader;
import java.util.List;

/**
 * An event that was refused, as it lies with the dead letters. Immutable.
 *
 * @param mark tells it from the others of its place
 * @param station where it belongs
 * @param headers the event's own
 * @param reason why it was refused
 * @param origin where it came from, in words
 */
record Letter(
        String mark,
        String station,
        byte[] body,
        String contentType,
        List<EventHeader> headers,
        String reason,
        String origin) {}
