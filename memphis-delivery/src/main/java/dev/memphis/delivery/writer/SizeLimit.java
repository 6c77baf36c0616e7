package dev.memphis.delivery.writer;

import dev.memphis.delivery.event.EventHeader;
import java.util.List;

/** The broker's limit for a message, headers and data together (contract, "Answers, exactly"). Immutable. */
final class SizeLimit {
    /** What the gateway adds to an event as message headers of its own, generously. */
    private static final int GATEWAY_HEADERS = 256;

    private final long most;

    SizeLimit(long most) {
        this.most = most;
    }

    boolean exceeds(int bytes, List<EventHeader> headers) {
        long sum = GATEWAY_HEADERS + (long) bytes;
        for (EventHeader header : headers) {
            sum += header.name().length() + header.value().length() + 4L;
        }
        return sum > most;
    }

    /** Says whether a parcel is an event alone that is too large; a batch holds none. */
    boolean exceeds(Parcel parcel) {
        return parcel.items().size() == 1 && exceeds((int) parcel.bytes(), parcel.headers());
    }

    String reason(Parcel parcel) {
        return "it is larger than debezium.sink.memphis.event.max.bytes=" + most + " (" + parcel.bytes()
                + " bytes of data)";
    }
}
