package io.debezium.server.memphis.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.debezium.server.memphis.config.ReceiptConfig;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * A receipt there and back: produced to the sink's own station and consumed again, both on one connection, one right
 * behind the other, so that it takes one round trip (contract, "A delivery receipt"). Confined to the loop.
 */
final class ReceiptExchange {
    private static final JsonMapper JSON = new JsonMapper();

    private final VertxGateway gateway;
    private final ReceiptConfig config;
    private final Duration firstUseTimeout;

    ReceiptExchange(VertxGateway gateway, ReceiptConfig config, Duration firstUseTimeout) {
        this.gateway = gateway;
        this.config = config;
        this.firstUseTimeout = firstUseTimeout;
    }

    void exchange(String id, Consumer<Outcome> done) {
        String receipt = "{\"receipt\":\"" + id + "\"}";
        Attempt attempt = new Attempt(receipt, done);
        gateway.produceFirst(
                new Produce(
                        config.station(),
                        List.of(receipt.getBytes(StandardCharsets.UTF_8)),
                        Produce.Form.SINGLE,
                        "application/json",
                        List.of(),
                        true),
                attempt::produced);
        attempt.consume();
    }

    /** Waits for both answers. */
    private final class Attempt {
        private final String receipt;
        private final Consumer<Outcome> done;
        private final long deadline = Exchange.deadline(config.timeout());
        private Outcome produced;
        private Outcome consumed;

        Attempt(String receipt, Consumer<Outcome> done) {
            this.receipt = receipt;
            this.done = done;
        }

        void produced(Outcome outcome) {
            produced = outcome;
            finishWhenBothAreKnown();
        }

        void consume() {
            String request = JSON.createObjectNode()
                    .put("consumer_name", config.station())
                    .put("consumer_group", config.station())
                    .put("batch_size", 1)
                    .put("batch_max_wait_time_ms", config.timeout().toMillis())
                    .toString();
            gateway.post(
                    gateway.consumePath(config.station()),
                    "application/json",
                    Buffer.buffer(request),
                    config.timeout().plus(firstUseTimeout),
                    this::consumed);
        }

        private void consumed(Reply reply) {
            switch (reply) {
                case Reply.None(Throwable cause) -> consumed = new Outcome.Unanswered(gateway.reason(cause));
                case Reply.Whole whole -> {
                    if (whole.head().statusCode() != 200) {
                        consumed = AnswerTable.outcome(Answers.read(whole), Produce.Form.SINGLE);
                    } else {
                        look(whole);
                    }
                }
            }
            finishWhenBothAreKnown();
        }

        private void look(Reply.Whole reply) {
            List<String> messages = messages(reply.body());
            if (messages.contains(receipt)) {
                consumed = Outcome.DELIVERED;
            } else if (!messages.isEmpty() && System.nanoTime() - deadline < 0) {
                // An older receipt, of a run that ended before it was read: ours is behind it.
                consume();
            } else {
                consumed = new Outcome.Retry("no receipt came back from station " + config.station());
            }
        }

        private void finishWhenBothAreKnown() {
            if (produced != null && consumed != null) {
                done.accept(produced instanceof Outcome.Delivered ? consumed : produced);
            }
        }
    }

    private static List<String> messages(Buffer body) {
        try {
            List<String> messages = new java.util.ArrayList<>();
            for (JsonNode message : JSON.readTree(body.getBytes())) {
                messages.add(message.path("message").asText());
            }
            return messages;
        } catch (IOException e) {
            return List.of();
        }
    }
}
