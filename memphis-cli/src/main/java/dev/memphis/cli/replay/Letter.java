package dev.memphis.cli.replay;

import dev.memphis.delivery.event.EventHeader;
import dev.memphis.delivery.event.HeaderName;
import java.util.List;
import java.util.Set;

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
        String origin) {
    /** What the sink and the connector call values; the gateway takes no others (contract, "Produce"). */
    private static final Set<String> CONTENT_TYPES = Set.of("application/json", "text/plain", "application/x-protobuf");

    /**
     * Refuses what the sink does not write, and HTTP could not carry.
     *
     * @throws IllegalArgumentException if a header or the content type is none of the sink's
     */
    Letter {
        boolean allSinks =
                headers.stream().allMatch(header -> HeaderName.isAllowed(header.name()) && isVisible(header.value()));
        if (!allSinks || !CONTENT_TYPES.contains(contentType)) {
            throw new IllegalArgumentException("no headers of the sink's");
        }
        headers = List.copyOf(headers);
    }

    private static boolean isVisible(String value) {
        return value.chars().allMatch(c -> c >= 0x20 && c < 0x7f);
    }
}
