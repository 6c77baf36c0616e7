package dev.memphis.delivery.event;

import dev.memphis.delivery.options.PrintableText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps message headers within what the gateway takes: request line and headers together may have 4,096 bytes (contract,
 * "Answers, exactly"), of which the token in the query needs a good part. A header that does not fit, or that HTTP cannot
 * carry, is left out with one WARN for each name. Confined to one thread.
 */
public final class HeaderBudget {
    private static final Logger LOGGER = LoggerFactory.getLogger(HeaderBudget.class);

    /** For all message headers of an event, in bytes with their names; the rest is for the request line and the token. */
    static final int BYTES = 2048;

    /** Names may come from rows, and then without end. */
    private static final int MOST_TOLD = 1000;

    private final Set<String> told = new HashSet<>();

    /** Returns those headers that fit, in their order, with values that HTTP can carry. */
    public List<EventHeader> fit(List<EventHeader> headers) {
        List<EventHeader> fitting = new ArrayList<>(headers.size());
        int left = BYTES;
        for (EventHeader header : headers) {
            EventHeader safe = new EventHeader(header.name(), visible(header.value()));
            int size = safe.name().length() + safe.value().length() + 4;
            if (!HeaderName.isAllowed(header.name())) {
                tell(header.name(), "the gateway does not take a message header of this name");
            } else if (size > left) {
                tell(
                        header.name(),
                        "with " + size + " bytes it does not fit into the " + BYTES
                                + " bytes that are left for message headers");
            } else {
                left -= size;
                fitting.add(safe);
            }
        }
        return fitting;
    }

    /**
     * Returns the value with everything percent-encoded, as UTF-8, that HTTP cannot carry, and the percent sign itself:
     * whoever decodes it gets the value back.
     */
    private static String visible(String value) {
        if (value.chars().allMatch(c -> c > 0x20 && c < 0x7f && c != '%')) {
            return value;
        }
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < bytes.length; i++) {
            boolean innerSpace = bytes[i] == ' ' && i > 0 && i < bytes.length - 1;
            if (innerSpace || (bytes[i] > 0x20 && bytes[i] < 0x7f && bytes[i] != '%')) {
                text.append((char) bytes[i]);
            } else {
                text.append('%').append(String.format("%02X", bytes[i]));
            }
        }
        return text.toString();
    }

    private void tell(String name, String reason) {
        if (told.size() < MOST_TOLD && told.add(name)) {
            EventNotices.HEADER_LEFT_OUT.warn(LOGGER, PrintableText.of(name), reason);
        }
    }
}
