package dev.memphis.cli.tail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.memphis.client.change.Envelope;
import dev.memphis.client.change.EventValue;

/** An update of MongoDB, whose documents are texts of JSON, as one whose rows can be compared. Stateless. */
final class Rows {
    private Rows() {}

    /** Returns the envelope with both documents as objects; the same where they are none or one is missing. */
    static Envelope of(Envelope envelope) {
        JsonNode before = document(envelope.before());
        JsonNode after = document(envelope.after());
        if (!before.isObject() || !after.isObject()) {
            return envelope;
        }
        ObjectNode payload = envelope.payload().deepCopy();
        payload.set("before", before);
        payload.set("after", after);
        return new Envelope(payload);
    }

    private static JsonNode document(JsonNode row) {
        return row.isTextual()
                ? EventValue.read(row.textValue()).map(EventValue::payload).orElse(row)
                : row;
    }
}
