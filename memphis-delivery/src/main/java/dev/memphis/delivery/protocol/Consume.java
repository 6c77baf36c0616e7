package dev.memphis.delivery.protocol;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;

/**
 * A request for messages (contract, "Consume"). Immutable.
 *
 * @param consumer whose first request on a broker connection decides the group and the wait of all later ones
 * @param group which is handed each message once; the gateway adds {@code -rest-gateway} to it
 * @param most how many messages, 1 to 5,000
 * @param atMost how long the gateway may wait for so many, in whole milliseconds
 */
public record Consume(String consumer, String group, int most, Duration atMost) {
    private static final JsonMapper JSON = new JsonMapper();

    /** Returns the request's body. */
    public String body() {
        return JSON.createObjectNode()
                .put("consumer_name", consumer)
                .put("consumer_group", group)
                .put("batch_size", most)
                .put("batch_max_wait_time_ms", atMost.toMillis())
                .toString();
    }
}
