package dev.memphis.emulator.management;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.memphis.emulator.http.Reply;

/**
 * What an answer of the management API looks like: an example of it, with the fields in Memphis' order. What is the same in
 * all answers is in the example; the rest is filled in. Immutable.
 */
record Shape(ObjectNode example) {
    static Shape of(String json) {
        try {
            return new Shape((ObjectNode) Reply.JSON.readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /**
     * Returns an answer.
     *
     * @param facts an object; of its fields, those that the shape has are filled in
     */
    ObjectNode with(Object facts) {
        ObjectNode filled = example.deepCopy();
        ObjectNode known = Reply.JSON.valueToTree(facts);
        known.properties().forEach(fact -> {
            if (filled.has(fact.getKey())) {
                filled.set(fact.getKey(), fact.getValue());
            }
        });
        return filled;
    }
}
