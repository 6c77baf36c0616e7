package dev.memphis.cli.tail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.memphis.delivery.protocol.Message;

/** A message as one line of JSON, in ASCII so that nothing in it can disturb a terminal. */
final class MessageJson {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private MessageJson() {}

    static String of(Message message) {
        ObjectNode line = JSON.createObjectNode().put("message", message.text());
        ObjectNode headers = line.putObject("headers");
        message.headers().forEach((name, value) -> headers.put(name, isToken(name) ? "***" : value));
        try {
            return JSON.writeValueAsString(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }

    /** Producers that send their token as a header have it stored, with the password in it (contract, "Produce"). */
    private static boolean isToken(String header) {
        return header.equalsIgnoreCase("Authorization");
    }
}
