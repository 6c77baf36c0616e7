package dev.memphis.emulator.gateway;

import dev.memphis.emulator.broker.Broker;
import dev.memphis.emulator.broker.Message;
import dev.memphis.emulator.broker.StationNames;
import dev.memphis.emulator.fiber.Answer;
import dev.memphis.emulator.fiber.FiberBody;
import dev.memphis.emulator.json.GoEncoder;
import dev.memphis.emulator.json.GoJsonException;
import dev.memphis.emulator.json.GoStruct;
import dev.memphis.emulator.process.GatewayLife;
import dev.memphis.emulator.process.GatewayProcess;
import dev.memphis.emulator.process.Link;
import dev.memphis.emulator.process.Tokens;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * POST /stations/{station}/consume/batch (contract, "Consume"): waits until enough messages are there or the wait is
 * over. Confined to the emulator's loop.
 */
record ConsumeRoute(Vertx vertx, Broker broker, Connections connections, GatewayLife life) {
    private static final int DEFAULT_BATCH = 10;
    private static final int LARGEST_BATCH = 5000;
    private static final long DEFAULT_WAIT = 5000;
    private static final long LONGEST_WAIT = 3_600_000;
    private static final String GROUP = "rest-gateway";

    private record Wish(String consumer, String group, long most, long waitMillis) {
        static Wish read(Call call) throws GoJsonException {
            GoStruct body = FiberBody.parse(call.headers(), call.body());
            String group = body.text("consumer_group");
            long most = body.whole("batch_size");
            long wait = body.whole("batch_max_wait_time_ms");
            return new Wish(
                    body.text("consumer_name"),
                    group.isEmpty() ? GROUP : group.toLowerCase(Locale.ROOT) + "-" + GROUP,
                    most == 0 ? DEFAULT_BATCH : most,
                    wait == 0 ? DEFAULT_WAIT : wait);
        }

        /** What is wrong with it, in Memphis' words. */
        Optional<String> problem(String station) {
            if (consumer.isEmpty()) {
                return Optional.of("Consumer name is required");
            }
            if (most < 1 || most > LARGEST_BATCH) {
                return Optional.of("Batch size can not be greater than " + LARGEST_BATCH + " or less than 1");
            }
            return StationNames.problem(station)
                    .or(() -> StationNames.problem("Consumer", consumer.toLowerCase(Locale.ROOT)))
                    .or(() -> StationNames.problem("Consumer", group));
        }
    }

    void answer(Call call, Tokens.Session session) {
        Wish wish;
        try {
            wish = Wish.read(call);
        } catch (GoJsonException e) {
            call.answer(Answer.failure(400, "\"Invalid request body\""));
            return;
        }
        String station = call.target().station();
        Optional<String> problem = wish.problem(station);
        if (problem.isPresent()) {
            call.answer(Answer.failure(400, GoEncoder.encode(problem.get())));
            return;
        }
        connections.link(call, session, link -> await(call, wish, link));
    }

    private void await(Call call, Wish wish, Link link) {
        String station = call.target().station();
        String consumer = wish.consumer().toLowerCase(Locale.ROOT);
        Link.Consumption consumption = link.consumer(
                station, consumer, () -> new Link.Consumption(wish.group(), Math.min(LONGEST_WAIT, wish.waitMillis())));
        if (link.reachesBroker()) {
            broker.seen(station, consumption.group(), consumer);
        }
        new Wait(
                        link,
                        station,
                        consumption,
                        (int) wish.most(),
                        messages -> call.answer(Answer.json(200, encode(messages))))
                .begin();
    }

    /** A consumer waiting for its messages. */
    private final class Wait {
        private final Link link;
        private final String station;
        private final Link.Consumption consumption;
        private final int most;
        private final Consumer<List<Message>> done;
        private final GatewayProcess serving = life.process();
        private final List<Runnable> stopListening = new ArrayList<>();
        /** No timer has this number; 0 would be the first one of all, somebody else's. */
        private long timer = -1;

        private boolean over;

        Wait(Link link, String station, Link.Consumption consumption, int most, Consumer<List<Message>> done) {
            this.link = link;
            this.station = station;
            this.consumption = consumption;
            this.most = most;
            this.done = done;
        }

        void begin() {
            if (enough()) {
                finish();
                return;
            }
            timer = vertx.setTimer(Math.max(1, consumption.waitMillis()), id -> finish());
            stopListening.add(broker.onArrival(station, this::look));
            stopListening.add(link.onConnected(this::look));
        }

        private void look() {
            if (enough()) {
                finish();
            }
        }

        private boolean enough() {
            return link.reachesBroker() && broker.unread(station, consumption.group()) >= most;
        }

        private void finish() {
            if (over) {
                return;
            }
            over = true;
            vertx.cancelTimer(timer);
            stopListening.forEach(Runnable::run);
            // A gateway that died in the meantime takes nothing any more.
            if (serving == life.process()) {
                done.accept(link.reachesBroker() ? broker.read(station, consumption.group(), most) : List.of());
            }
        }
    }

    private static String encode(List<Message> messages) {
        StringBuilder json = new StringBuilder("[");
        for (Message message : messages) {
            if (json.length() > 1) {
                json.append(',');
            }
            json.append("{\"message\":");
            GoEncoder.appendText(message.data(), json);
            Map<String, String> headers = new TreeMap<>(message.headers());
            headers.keySet().removeIf(name -> name.startsWith("$memphis"));
            json.append(",\"headers\":").append(GoEncoder.encode(headers)).append('}');
        }
        return json.append(']').toString();
    }
}
