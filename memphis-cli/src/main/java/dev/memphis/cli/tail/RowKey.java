package dev.memphis.cli.tail;

import com.fasterxml.jackson.databind.JsonNode;
import dev.memphis.cli.Lines;
import dev.memphis.client.change.EventValue;
import dev.memphis.delivery.protocol.Message;
import java.util.Optional;

/** The key that a message carries as a header, which tells the row where the value does not (docs/formats.md). Stateless. */
final class RowKey {
    private RowKey() {}

    /** Returns it for people: without its schema, safe for a terminal, and bytes as the {@code base64:…} that they are. */
    static Optional<String> of(Message message, String header) {
        return HeaderText.of(message, header)
                .map(key -> EventValue.read(key)
                        .filter(value -> !value.schema().isMissingNode())
                        .map(EventValue::payload)
                        .map(JsonNode::toString)
                        .orElse(key))
                .map(Lines::printable);
    }
}
