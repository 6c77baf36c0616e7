package dev.memphis.cli.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.memphis.cli.CommandFailure;
import dev.memphis.cli.ExitCode;
import dev.memphis.cli.send.Sender;
import dev.memphis.client.GatewayApi;
import dev.memphis.client.Session;
import dev.memphis.client.http.CallException;
import dev.memphis.delivery.event.Event;
import dev.memphis.delivery.event.EventHeader;
import dev.memphis.delivery.event.HeaderName;
import dev.memphis.delivery.options.MemphisConfig;
import dev.memphis.delivery.options.StationName;
import dev.memphis.delivery.protocol.Message;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The sink's dead letter station. It is read from its beginning by a consumer group of each run's own, so nothing is taken from
 * anybody. What is replayed is marked in the station itself: by a message with the letter's digest in the header {@code
 * Dead-Letter-Mark}.
 */
final class StationLetters implements Letters {
    static final String MARK = "Dead-Letter-Mark";
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration WAIT = Duration.ofSeconds(1);
    private static final int MANY = 100;

    private final MemphisConfig config;
    private final String station;
    private final Clock clock;

    StationLetters(MemphisConfig config, String station, Clock clock) {
        this.config = config;
        this.station = station;
        this.clock = clock;
    }

    @Override
    public Found read() throws InterruptedException {
        List<Message> letters = new ArrayList<>();
        Map<String, Integer> marks = new HashMap<>();
        for (Message message : messages()) {
            String mark = message.headers().get(MARK);
            if (mark == null) {
                letters.add(message);
            } else {
                marks.merge(mark, 1, Integer::sum);
            }
        }
        return sorted(letters, marks);
    }

    /** Of letters that are wholly equal, each mark stands for one. */
    private Found sorted(List<Message> letters, Map<String, Integer> marks) {
        List<Letter> waiting = new ArrayList<>();
        List<String> unusable = new ArrayList<>();
        int replayed = 0;
        int number = 0;
        for (Message message : letters) {
            int place = ++number;
            String mark = digest(message);
            if (marks.merge(mark, -1, Integer::sum) >= 0) {
                replayed++;
            } else if (!StationName.isValid(message.headers().getOrDefault("Dead-Letter-Station", ""))) {
                unusable.add(foreign(number));
            } else if (message.text().indexOf('\ufffd') >= 0) {
                // The gateway hands messages over as text; what is not UTF-8 is lost on the way.
                unusable.add("message " + number + " of station " + station
                        + " is not text; the gateway does not hand over its bytes");
            } else {
                letter(mark, message).ifPresentOrElse(waiting::add, () -> unusable.add(foreign(place)));
            }
        }
        return new Found(waiting, replayed, unusable);
    }

    private String foreign(int number) {
        return "message " + number + " of station " + station + " is no dead letter of the sink";
    }

    private static Optional<Letter> letter(String mark, Message message) {
        try {
            return Optional.of(read(mark, message));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Letter read(String mark, Message message) {
        List<EventHeader> headers = new ArrayList<>();
        message.headers().forEach((name, value) -> {
            if (HeaderName.isAllowed(name) && !name.toLowerCase(Locale.ROOT).startsWith("dead-letter-")) {
                headers.add(new EventHeader(name, value));
            }
        });
        return new Letter(
                mark,
                message.headers().getOrDefault("Dead-Letter-Station", ""),
                message.text().getBytes(StandardCharsets.UTF_8),
                isJson(message.text()) ? "application/json" : "text/plain",
                headers,
                message.headers().getOrDefault("Dead-Letter-Reason", ""),
                message.headers().getOrDefault("Dead-Letter-Origin", ""));
    }

    private static boolean isJson(String text) {
        try {
            return !JSON.readTree(text).isMissingNode();
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private static String digest(Message message) {
        StringBuilder all = new StringBuilder();
        new TreeMap<>(message.headers())
                .forEach((name, value) ->
                        all.append(name).append(": ").append(value).append('\n'));
        return Digests.of(all.append('\n').append(message.text()).toString().getBytes(StandardCharsets.UTF_8));
    }

    private List<Message> messages() throws InterruptedException {
        String group = "memphis-replay-" + Long.toHexString(new SecureRandom().nextLong());
        List<Message> all = new ArrayList<>();
        try (GatewayApi gateway =
                new GatewayApi(config.gateway(), config.gateway().urls().getFirst())) {
            Session session = gateway.logIn(config.credentials());
            List<Message> some;
            do {
                some = gateway.consume(session, station, group, MANY, WAIT);
                all.addAll(some);
            } while (!some.isEmpty());
        } catch (CallException e) {
            throw new CommandFailure(ExitCode.FAILED, e.getMessage());
        }
        return all;
    }

    @Override
    public void mark(List<Letter> replayed, Sender sender) throws InterruptedException {
        for (Letter letter : replayed) {
            String body = JSON.createObjectNode()
                    .put("replayed", letter.mark())
                    .put("to", letter.station())
                    .put("time", clock.instant().toString())
                    .toString();
            sender.send(new Event(
                    station,
                    null,
                    body,
                    "application/json",
                    List.of(new EventHeader(MARK, letter.mark())),
                    () -> "the mark of a replayed dead letter"));
        }
        sender.finish();
    }
}
