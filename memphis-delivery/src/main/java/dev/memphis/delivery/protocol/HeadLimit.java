package dev.memphis.delivery.protocol;

import dev.memphis.delivery.event.EventHeader;
import dev.memphis.delivery.options.OptionNames;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gateway's limit for a request's line and headers together (contract, "Answers, exactly"). The token stands in the
 * request line and is as long as user name and password make it; message headers get what it leaves. One
 * that does not fit is left out with one WARN for its name. Confined to the loop.
 */
final class HeadLimit {
    private static final Logger LOGGER = LoggerFactory.getLogger(HeadLimit.class);
    static final int BYTES = 4096;

    /** Method, version, and the headers that every request has: content type and length, host, content encoding. */
    private static final int FIXED = 400;

    private final OptionNames names;
    private final Set<String> told = new HashSet<>();

    /** @param names for messages */
    HeadLimit(OptionNames names) {
        this.names = names;
    }

    /** Returns how many bytes are left for message headers; less than nothing if the request cannot be sent at all. */
    int room(String path) {
        return BYTES - FIXED - path.length();
    }

    /** Returns why a request with no room cannot be sent. */
    String tooLong(int room) {
        return "the token makes a request's line " + -room + " bytes longer than the gateway takes (" + BYTES
                + " bytes with the headers): " + names.of("password") + " must be shorter";
    }

    /** Returns those headers that fit, in their order. */
    List<EventHeader> fit(List<EventHeader> headers, int room) {
        if (headers.isEmpty()) {
            return headers;
        }
        List<EventHeader> fitting = new ArrayList<>(headers.size());
        int left = room;
        for (EventHeader header : headers) {
            int size = header.name().length() + header.value().length() + 4;
            if (size <= left) {
                left -= size;
                fitting.add(header);
            } else if (told.add(header.name())) {
                ProtocolNotices.HEADER_TOO_LONG.warn(LOGGER, header.name(), size, left, BYTES);
            }
        }
        return fitting;
    }
}
