package dev.memphis.testbed.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.memphis.client.StationReader;
import dev.memphis.client.http.CallException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** What came out of a station so far, as Debezium's envelopes. Confined to one thread. */
public final class Harvest {
    private static final JsonMapper JSON = new JsonMapper();

    private final StationReader reader;
    private final List<JsonNode> events = new ArrayList<>();

    /** Reads with a reader that has logged in; the caller closes that. */
    public Harvest(StationReader reader) {
        this.reader = reader;
    }

    /** Reads until the events satisfy a condition; fails with what there is if that takes too long. */
    public List<JsonNode> await(String what, Duration atMost, Predicate<List<JsonNode>> condition)
            throws CallException, InterruptedException {
        Instant end = Instant.now().plus(atMost);
        while (!condition.test(events)) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("waited " + atMost + " for " + what + "; there are " + events.size()
                        + " events, the last " + (events.isEmpty() ? "none" : events.getLast()));
            }
            for (String message : reader.read()) {
                events.add(parse(message));
            }
        }
        return List.copyOf(events);
    }

    /** Hands all events, those read before included, to the versions until these are complete or none came for a while. */
    public void drainTo(Versions versions, BooleanSupplier complete, Duration patience) throws InterruptedException {
        events.forEach(versions::add);
        events.clear();
        Instant news = Instant.now();
        while (!complete.getAsBoolean() && Instant.now().isBefore(news.plus(patience))) {
            for (String message : readIfItAnswers()) {
                versions.add(parse(message));
                news = Instant.now();
            }
        }
    }

    /** The gateway's own connection to a broker that was killed comes back after three seconds. */
    private List<String> readIfItAnswers() throws InterruptedException {
        try {
            return reader.read();
        } catch (CallException e) {
            TimeUnit.MILLISECONDS.sleep(100);
            return List.of();
        }
    }

    /** Reads until there are so many events, for a minute and a half at the most; returns all of them. */
    public List<JsonNode> awaitCount(int count) throws CallException, InterruptedException {
        return await(count + " events", Duration.ofSeconds(90), all -> all.size() >= count);
    }

    private static JsonNode parse(String message) {
        try {
            return JSON.readTree(message);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
