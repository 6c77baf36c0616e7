package dev.memphis.delivery.writer;

import dev.memphis.delivery.event.EventHeader;
import java.util.List;

/** The broker's limit for a message, headers and data together (contract, "Answers, exactly"). Immutable. */
final class SizeLimit {
    /** What the gateway adds to an event as message headers of its own, generously. */
    private static final int GATEWAY_HEADERS = 256;

    private final String option;
    private final long most;

    /** @param option that sets it, for messages */
    SizeLimit(String option, long most) {
        this.option = option;
        this.most = most;
    }

    boolean exceeds(int bytes, List<EventHeader> headers) {
        long sum = GATEWAY_HEADERS + (long) bytes;
        for (EventHeader header : headers) {
            sum += header.name().length() + header.value().length() + 4L;
        }
        return sum > most;
    }

    /** Says whether a request is an event alone that is too large; a batch holds none. */
    boolean exceeds(ProduceRequest request) {
        return request.items().size() == 1 && exceeds((int) request.bytes(), request.headers());
    }

    String reason(ProduceRequest request) {
        return "it is larger than " + option + "=" + most + " (" + request.bytes() + " bytes of data)";
    }
}
