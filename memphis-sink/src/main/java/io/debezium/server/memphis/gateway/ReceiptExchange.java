package io.debezium.server.memphis.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.debezium.server.memphis.config.ReceiptConfig;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Receipts there and back: one produced on each connection that carried messages, right behind them, and all of them
 * consumed again by a request right behind the first. Requests on a connection are handled strictly in order, so the
 * whole takes one round trip, and a receipt proves what went before it on its connection (contract, "A delivery receipt"
 * and "Produce"). Confined to the loop.
 */
final class ReceiptExchange {
    private static final JsonMapper JSON = new JsonMapper();
    /** The gateway waits for messages before it answers; where it does not, it is not asked without a pause. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final VertxGateway gateway;
    private final ReceiptConfig config;
    private final Duration firstUseTimeout;

    ReceiptExchange(VertxGateway gateway, ReceiptConfig config, Duration firstUseTimeout) {
        this.gateway = gateway;
        this.config = config;
        this.firstUseTimeout = firstUseTimeout;
    }

    void exchange(String id, Consumer<Outcome> done) {
        List<Connection> connections = gateway.carriers();
        Attempt attempt = new Attempt(connections.getFirst(), done);
        for (int i = 0; i < connections.size(); i++) {
            attempt.produce(connections.get(i), "{\"receipt\":\"" + id + "-" + i + "\"}");
        }
        attempt.consume();
    }

    /** Waits for every answer, and for every receipt to be seen. */
    private final class Attempt {
        private final Connection consumer;
        private final Consumer<Outcome> done;
        private final long deadline = Exchange.deadline(config.timeout());
        private final Set<String> missing = new HashSet<>();
        private int producing;
        private Outcome produced = Outcome.DELIVERED;
        private Outcome consumed;

        Attempt(Connection consumer, Consumer<Outcome> done) {
            this.consumer = consumer;
            this.done = done;
        }

        void produce(Connection connection, String receipt) {
            missing.add(receipt);
            producing++;
            Produce request = new Produce(
                    config.station(),
                    List.of(receipt.getBytes(StandardCharsets.UTF_8)),
                    Produce.Form.SINGLE,
                    "application/json",
                    List.of(),
                    true);
            gateway.produce(connection, request, this::produced);
            // The receipt itself needs no further one.
            connection.forgetCarried();
        }

        private void produced(Outcome outcome) {
            producing--;
            if (!(outcome instanceof Outcome.Delivered)) {
                produced = outcome;
            }
            finishWhenAllIsKnown();
        }

        void consume() {
            String request = JSON.createObjectNode()
                    .put("consumer_name", config.station())
                    .put("consumer_group", config.station())
                    .put("batch_size", missing.size())
                    .put("batch_max_wait_time_ms", config.timeout().toMillis())
                    .toString();
            gateway.post(
                    consumer,
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
                    if (whole.head().statusCode() == 200) {
                        look(whole);
                    } else {
                        consumed = AnswerTable.outcome(Answers.read(whole), Produce.Form.SINGLE);
                    }
                }
            }
            finishWhenAllIsKnown();
        }

        private void look(Reply.Whole reply) {
            List<String> messages = messages(reply.body());
            missing.removeAll(messages);
            if (missing.isEmpty()) {
                consumed = Outcome.DELIVERED;
            } else if (System.nanoTime() - deadline < 0) {
                // These were older receipts, of a run that ended before it read them, or too few of ours.
                gateway.later(messages.isEmpty() ? LOOK_AGAIN : Duration.ZERO, this::consume);
            } else {
                consumed = new Outcome.Retry("no receipt came back from station " + config.station()
                        + "; is the broker away, or may the user not consume from it?");
            }
        }

        private void finishWhenAllIsKnown() {
            if (producing == 0 && consumed != null) {
                done.accept(produced instanceof Outcome.Delivered ? consumed : produced);
            }
        }
    }

    private static List<String> messages(Buffer body) {
        try {
            List<String> messages = new ArrayList<>();
            for (JsonNode message : JSON.readTree(body.getBytes())) {
                messages.add(message.path("message").asText());
            }
            return messages;
        } catch (IOException e) {
            return List.of();
        }
    }
}
