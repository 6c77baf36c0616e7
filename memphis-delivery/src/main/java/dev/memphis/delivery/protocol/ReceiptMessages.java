package dev.memphis.delivery.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How receipts are consumed (contract, "Consume"). Stateless. */
final class ReceiptMessages {
    private static final JsonMapper JSON = new JsonMapper();

    private ReceiptMessages() {}

    static String consume(String consumer, String group, int size, Duration wait) {
        return JSON.createObjectNode()
                .put("consumer_name", consumer)
                .put("consumer_group", group)
                .put("batch_size", size)
                .put("batch_max_wait_time_ms", wait.toMillis())
                .toString();
    }

    /** Returns the messages' texts; none if the answer is not the gateway's. */
    static List<String> read(byte[] body) {
        try {
            List<String> messages = new ArrayList<>();
            for (JsonNode message : JSON.readTree(body)) {
                messages.add(message.path("message").asText());
            }
            return messages;
        } catch (IOException e) {
            return List.of();
        }
    }
}
