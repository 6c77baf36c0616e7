package dev.memphis.emulator.gateway;

import dev.memphis.emulator.broker.Broker;
import dev.memphis.emulator.broker.Message;
import dev.memphis.emulator.json.GoDecoder;
import dev.memphis.emulator.json.GoEncoder;
import dev.memphis.emulator.json.GoJsonException;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * POST /stations/{station}/consume/batch (contract, "Consume"): waits until enough messages are there or the wait is
 * over. Confined to the emulator's loop.
 */
final class ConsumeRoute {
    private static final int DEFAULT_BATCH = 10;
    private static final long DEFAULT_WAIT = 5000;
    private static final long LONGEST_WAIT = 3_600_000;
    private static final Answer NAME_REQUIRED =
            Answer.json(400, "{\"error\":\"Consumer name is required\",\"success\":false}");

    private final Vertx vertx;
    private final Broker broker;
    /** Group and wait time are those of the first call for a station and consumer name. */
    private final Map<String, Consumption> consumers = new HashMap<>();

    private record Consumption(String group, long waitMillis) {}

    ConsumeRoute(Vertx vertx, Broker broker) {
        this.vertx = vertx;
        this.broker = broker;
    }

    void answer(String station, Buffer body, Consumer<Answer> done) {
        String name;
        int most;
        Consumption asked;
        try {
            Map<?, ?> fields = GoDecoder.decode(body.getBytes()) instanceof Map<?, ?> map ? map : Map.of();
            name = text(fields.get("consumer_name"));
            String group = text(fields.get("consumer_group"));
            most = (int) number(fields.get("batch_size"), DEFAULT_BATCH);
            long wait = Math.min(LONGEST_WAIT, number(fields.get("batch_max_wait_time_ms"), DEFAULT_WAIT));
            asked = new Consumption((group.isEmpty() ? name : group) + "-rest-gateway", wait);
        } catch (GoJsonException e) {
            done.accept(Answer.SERVER_ERROR);
            return;
        }
        if (name.isEmpty()) {
            done.accept(NAME_REQUIRED);
            return;
        }
        Consumption consumption = consumers.computeIfAbsent(station + "\n" + name, key -> asked);
        new Wait(station, consumption, most, done).begin();
    }

    void forget() {
        consumers.clear();
    }

    private static String text(Object value) throws GoJsonException {
        if (value == null || value instanceof String) {
            return value == null ? "" : (String) value;
        }
        throw new GoJsonException("not a string");
    }

    private static long number(Object value, long missing) throws GoJsonException {
        if (value == null) {
            return missing;
        }
        if (value instanceof Double number) {
            return number > 0 ? number.longValue() : missing;
        }
        throw new GoJsonException("not a number");
    }

    /** A consumer waiting for its messages. */
    private final class Wait {
        private final String station;
        private final Consumption consumption;
        private final int most;
        private final Consumer<Answer> done;
        private Runnable stopListening = () -> {};
        private long timer;
        private boolean over;

        Wait(String station, Consumption consumption, int most, Consumer<Answer> done) {
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
            stopListening = broker.onArrival(station, () -> {
                if (enough()) {
                    finish();
                }
            });
        }

        private boolean enough() {
            return broker.isUp() && broker.unread(station, consumption.group()) >= most;
        }

        private void finish() {
            if (!over) {
                over = true;
                vertx.cancelTimer(timer);
                stopListening.run();
                List<Message> messages = broker.isUp() ? broker.read(station, consumption.group(), most) : List.of();
                done.accept(Answer.json(200, encode(messages)));
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
