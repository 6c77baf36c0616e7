package dev.memphis.cli.tail;

import dev.memphis.delivery.protocol.Message;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Values of message headers as they were before HTTP carried them (docs/formats.md, "Headers"). Stateless. */
final class HeaderText {
    private HeaderText() {}

    /** Finds a header, however the gateway writes its name, and undoes the percent-encoding. */
    static Optional<String> of(Message message, String name) {
        return message.headers().entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .findFirst()
                .map(Map.Entry::getValue)
                .map(HeaderText::decoded);
    }

    /** Other producers may put a percent sign into a header as it is. */
    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return value;
        }
    }
}
