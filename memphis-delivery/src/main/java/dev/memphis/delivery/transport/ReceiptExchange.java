package dev.memphis.delivery.transport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.memphis.delivery.options.ReceiptConfig;
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
    /** Receipts of earlier runs are read in ever larger portions, up to this. */
    private static final int LARGEST_PORTION = 1000;

    private final VertxGateway gateway;
    private final ReceiptConfig config;
    private final Duration firstUseTimeout;

    ReceiptExchange(VertxGateway gateway, ReceiptConfig config, Duration firstUseTimeout) {
        this.gateway = gateway;
        this.config = config;
        this.firstUseTimeout = firstUseTimeout;
    }

    void exchange(String id, boolean firstUse, Consumer<Outcome> done) {
        Attempt attempt = new Attempt(id, gateway.carriers(), done);
        if (firstUse) {
            attempt.oneAfterTheOther(0);
        } else {
            attempt.allAtOnce();
        }
    }

    /** Waits for every answer, and for every receipt to be seen. */
    private final class Attempt {
        private final String id;
        private final List<Connection> connections;
        private final Consumer<Outcome> done;
        private final long deadline = Exchange.deadline(config.timeout());
        private final Set<String> missing = new HashSet<>();
        private int portion;
        private int producing;
        private Outcome produced = Outcome.DELIVERED;
        private Outcome consumed;

        Attempt(String id, List<Connection> connections, Consumer<Outcome> done) {
            this.id = id;
            this.connections = connections;
            this.done = done;
        }

        void allAtOnce() {
            producing = connections.size();
            for (int i = 0; i < connections.size(); i++) {
                produce(i, this::answered);
            }
            consume();
        }

        /** Two first uses of a station that meet crash the gateway, also where it is the same station. */
        void oneAfterTheOther(int next) {
            if (next == connections.size()) {
                consume();
            } else {
                produce(next, outcome -> {
                    if (outcome instanceof Outcome.Delivered) {
                        oneAfterTheOther(next + 1);
                    } else {
                        done.accept(outcome);
                    }
                });
            }
        }

        private void produce(int index, Consumer<Outcome> answered) {
            String receipt = "{\"receipt\":\"" + id + "-" + index + "\"}";
            missing.add(receipt);
            Produce request = new Produce(
                    config.station(),
                    List.of(receipt.getBytes(StandardCharsets.UTF_8)),
                    Produce.Form.SINGLE,
                    "application/json",
                    List.of(),
                    true);
            gateway.produce(connections.get(index), request, answered);
            // The receipt itself needs no further one.
            connections.get(index).forgetCarried();
        }

        private void answered(Outcome outcome) {
            producing--;
            if (!(outcome instanceof Outcome.Delivered)) {
                produced = outcome;
            }
            finishWhenAllIsKnown();
        }

        void consume() {
            portion = Math.max(portion, missing.size());
            String request = JSON.createObjectNode()
                    .put("consumer_name", config.station())
                    .put("consumer_group", config.station())
                    .put("batch_size", portion)
                    .put("batch_max_wait_time_ms", config.timeout().toMillis())
                    .toString();
            gateway.post(
                    connections.getFirst(),
                    gateway.consumePath(config.station()),
                    request,
                    config.timeout().plus(firstUseTimeout),
                    this::consumed);
        }

        private void consumed(Reply reply) {
            switch (reply) {
                case Reply.None(Throwable cause) -> consumed = new Outcome.Unanswered(gateway.reason(cause));
                case Reply.Whole whole -> {
                    if (whole.status() == 200) {
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
            boolean oldOnes = !missing.removeAll(messages) && messages.size() == portion;
            // Receipts that nobody read stand before ours: of a run that ended before it did, or of another group.
            portion = oldOnes ? Math.min(LARGEST_PORTION, 4 * portion) : missing.size();
            if (missing.isEmpty()) {
                consumed = Outcome.DELIVERED;
            } else if (System.nanoTime() - deadline < 0) {
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

    private static List<String> messages(byte[] body) {
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
