package dev.memphis.emulator.gateway;

import dev.memphis.emulator.broker.Broker;
import dev.memphis.emulator.broker.Message;
import dev.memphis.emulator.broker.Station;
import dev.memphis.emulator.broker.StationNames;
import dev.memphis.emulator.faults.Patience;
import dev.memphis.emulator.fiber.Answer;
import dev.memphis.emulator.fiber.Inflation;
import dev.memphis.emulator.json.GoDecoder;
import dev.memphis.emulator.json.GoEncoder;
import dev.memphis.emulator.json.GoJsonException;
import dev.memphis.emulator.process.GatewayLife;
import dev.memphis.emulator.process.GatewayProcess;
import dev.memphis.emulator.process.Link;
import dev.memphis.emulator.process.Tokens;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** POST /stations/{station}/produce/single and …/batch (contract, "Produce"). Confined to the emulator's loop. */
record ProduceRoute(
        Vertx vertx, Broker broker, Connections connections, Clock clock, Patience patience, GatewayLife life) {
    /** How long a first produce takes, in which another request may meet it. */
    private static final long SLOW_MILLIS = 2;

    private static final String STALLED = "memphis: stalled with too many outstanding async published messages";
    private static final Answer RESERVED = Answer.failure(500, "\"Server error\"");

    /** A problem of one message: the status it gets, and what it is. */
    private record Problem(int status, String text) {
        static Problem of(String text) {
            return new Problem(500, text);
        }
    }

    /** What is to be produced, and how its failure is told: a batch tells it in a list. */
    private record Order(Call call, String station, List<byte[]> messages, boolean batch) {
        Answer failure(Problem problem) {
            String error = GoEncoder.encode(problem.text());
            return Answer.failure(problem.status(), batch ? "[" + error + "]" : error);
        }
    }

    void single(Call call, Tokens.Session session) {
        if (acceptedAlone(call.headers().contentType())) {
            order(call, session, List.of(body(call).getBytes()), false);
        } else {
            call.answer(Answer.UNSUPPORTED_CONTENT_TYPE);
        }
    }

    private static boolean acceptedAlone(String contentType) {
        return contentType.contains("text")
                || contentType.contains("application/json")
                || contentType.equals("application/x-protobuf");
    }

    void batch(Call call, Tokens.Session session) {
        if (!call.headers().contentType().equals("application/json")) {
            call.answer(Answer.UNSUPPORTED_CONTENT_TYPE);
            return;
        }
        List<byte[]> messages;
        try {
            messages = elements(GoDecoder.decode(body(call).getBytes()))
                    .map(element -> GoEncoder.encode(element).getBytes(StandardCharsets.UTF_8))
                    .toList();
        } catch (GoJsonException e) {
            call.answer(Answer.UNSUPPORTED_REQUEST);
            return;
        }
        order(call, session, messages, true);
    }

    private static Buffer body(Call call) {
        return Inflation.inflate(
                call.body(), call.headers().last("Content-Encoding").orElse(""));
    }

    private static Stream<?> elements(@Nullable Object document) throws GoJsonException {
        if (document == null) {
            return Stream.of();
        }
        if (!(document instanceof List<?> list)) {
            throw new GoJsonException("not an array");
        }
        for (Object element : list) {
            if (element != null && !(element instanceof Map)) {
                throw new GoJsonException("not an object");
            }
        }
        return list.stream();
    }

    private void order(Call call, Tokens.Session session, List<byte[]> messages, boolean batch) {
        if (call.headers().hasReserved()) {
            call.answer(RESERVED);
            return;
        }
        Order order = new Order(call, call.target().station(), messages, batch);
        connections.link(call, session, link -> {
            if (messages.isEmpty()) {
                call.answer(Answer.SUCCESS);
            } else {
                begin(order, link);
            }
        });
    }

    private void begin(Order order, Link link) {
        GatewayProcess serving = life.process();
        boolean firstUse = !link.knows(order.station());
        Runnable end = serving.beginProduce(order.station(), link, order.call().name());
        Runnable go = () -> {
            end.run();
            if (serving == life.process()) {
                order.call().answer(link.isLost() ? Answer.SERVER_ERROR : produce(order, link));
            }
        };
        if (link.isStalled()) {
            whenMoving(link, go, () -> {
                end.run();
                order.call().answer(order.failure(Problem.of(STALLED)));
            });
        } else if (!firstUse) {
            // The answer is on its way; until the next turn of the loop, a log-in would meet this produce.
            go.run();
        } else if (link.reachesBroker()) {
            vertx.setTimer(SLOW_MILLIS, id -> go.run());
        } else {
            whenBrokerIsBack(link, serving, go);
        }
    }

    /** Goes on when the connection to the broker moves again, or gives up after a while. */
    private void whenMoving(Link link, Runnable go, Runnable giveUp) {
        AtomicBoolean decided = new AtomicBoolean();
        link.onceMoving(() -> {
            if (decided.compareAndSet(false, true)) {
                go.run();
            }
        });
        vertx.setTimer(Math.max(1, patience.stalled().toMillis()), id -> {
            if (decided.compareAndSet(false, true)) {
                giveUp.run();
            }
        });
    }

    /** The first use of a station without a broker: the gateway waits for a while and then dies (contract, "Produce"). */
    private void whenBrokerIsBack(Link link, GatewayProcess serving, Runnable go) {
        AtomicBoolean back = new AtomicBoolean();
        Runnable stopListening = link.onConnected(() -> {
            if (back.compareAndSet(false, true)) {
                go.run();
            }
        });
        vertx.setTimer(Math.max(1, patience.firstProduce().toMillis()), id -> {
            stopListening.run();
            if (!back.get() && serving == life.process()) {
                life.crash();
            }
        });
    }

    // ---------------------------------------------------------------- messages

    private Answer produce(Order order, Link link) {
        Optional<String> nameProblem = StationNames.problem(order.station());
        if (nameProblem.isPresent()) {
            return order.failure(Problem.of(nameProblem.get()));
        }
        link.learn(order.station());
        Produced produced = new Produced(order.call().headers(), clock);
        long before = link.accepted();
        try {
            for (byte[] data : order.messages()) {
                Optional<Problem> problem = produce(produced.message(data), data, order, link);
                if (problem.isPresent()) {
                    return order.failure(problem.get());
                }
            }
            return Answer.SUCCESS;
        } finally {
            order.call().accepted(link.accepted() - before);
        }
    }

    /** Produces one message; returns what is wrong with it, if anything is. */
    private Optional<Problem> produce(Message message, byte[] data, Order order, Link link) {
        Optional<Station> station = link.station(order.station());
        Optional<String> violation = station.flatMap(Station::schema).flatMap(schema -> schema.violation(data));
        if (violation.isPresent()) {
            broker.refuse(station.get(), message, violation.get(), link.user());
            return Optional.of(new Problem(400, "Schema validation has failed: " + violation.get()));
        }
        if (message.size() > Broker.MAX_PAYLOAD) {
            return Optional.of(Problem.of("memphis: maximum payload exceeded"));
        }
        if (order.call().headers().hasCondition()) {
            return Optional.empty();
        }
        return link.publish(order.station(), message)
                ? Optional.empty()
                : Optional.of(Problem.of("memphis: outbound buffer limit exceeded"));
    }
}
