package dev.memphis.delivery.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A message as the gateway hands it to a consumer (contract, "Consume"). Immutable.
 *
 * @param headers in the order and with the names that the gateway writes
 */
public record Message(String text, Map<String, String> headers) {
    private static final JsonMapper JSON = new JsonMapper();

    /** Reads the answer to a {@link Consume}. */
    public static List<Message> of(JsonNode answer) {
        List<Message> messages = new ArrayList<>();
        for (JsonNode message : answer) {
            messages.add(new Message(message.path("message").asText(), headers(message.path("headers"))));
        }
        return messages;
    }

    /** Returns the texts in an answer; none if it is not the gateway's. */
    static List<String> texts(byte[] answer) {
        try {
            return of(JSON.readTree(answer)).stream().map(Message::text).toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static Map<String, String> headers(JsonNode node) {
        Map<String, String> headers = new LinkedHashMap<>();
        node.properties()
                .forEach(field -> headers.put(field.getKey(), field.getValue().asText()));
        return headers;
    }
}
