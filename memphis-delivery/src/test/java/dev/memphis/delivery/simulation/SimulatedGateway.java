package dev.memphis.delivery.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.memphis.delivery.transport.HttpPost;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A gateway process as the contract describes it: it answers bytes with bytes, publishes without waiting, has one broker
 * connection that a cleaner may drop, and dies of two races, which are noted here.
 */
final class SimulatedGateway {
    static final Answer SUCCESS = new Answer(200, "{\"error\":null,\"success\":true}");
    private static final Answer SERVER_ERROR = new Answer(500, "{\"message\":\"Server error\"}");
    private static final Answer UNAUTHORIZED = new Answer(401, "{\"message\":\"Unauthorized\"}");
    private static final Duration CLEANER = Duration.ofSeconds(30);
    /** What was sent when a connection was replaced is answered by then, and the next receipt is back. */
    private static final Duration NOTICED = Duration.ofSeconds(1);

    private static final Duration OPERATOR = Duration.ofMinutes(10);
    private static final JsonMapper JSON = new JsonMapper();

    /** An answer as it is sent. */
    record Answer(int status, String body) {}

    private final SimulatedLoop loop;
    private final Random random;
    private final SimulatedBroker broker;
    private final Duration tokenLife;
    private final Set<String> poison;
    /** When each access token ends, by itself: asked for with every request. */
    private final Map<String, Long> expiries = new HashMap<>();

    private final Set<String> invalid = new HashSet<>();

    /** The races noticed: each would have killed the real gateway. */
    final List<String> races = new ArrayList<>();

    int produces;
    private SimulatedBroker.Link link;
    private final Set<String> known = new HashSet<>();
    private final Set<String> firstProduces = new HashSet<>();
    private int producing;
    private int authenticating;
    private boolean neverLoggedIn = true;
    private boolean authenticateBroken;
    private boolean down;
    private int process;
    private int serial;
    private long unnoticedUntil;
    private boolean cleaned;
    private long nextClean = Long.MAX_VALUE;
    private String newestToken = "";

    /** @param cleaner whether there is one: what it does to one of several gateways no receipt can tell */
    SimulatedGateway(
            SimulatedLoop loop,
            Random random,
            SimulatedBroker broker,
            Duration tokenLife,
            boolean cleaner,
            Set<String> poison) {
        this.loop = loop;
        this.random = random;
        this.broker = broker;
        this.tokenLife = tokenLife;
        this.poison = poison;
        if (cleaner) {
            Duration first = Duration.ofMillis(random.nextInt(30_000));
            nextClean = loop.nanoTime() + first.toNanos();
            loop.schedule(first, this::clean);
        }
    }

    boolean isDown() {
        return down;
    }

    /** Returns the number of the process: another one has forgotten everything. */
    int process() {
        return process;
    }

    /** Kills the process; a new one answers after a second and more. */
    void kill(Duration more) {
        process++;
        down = true;
        if (link != null) {
            link.close();
        }
        link = null;
        cleaned = false;
        known.clear();
        firstProduces.clear();
        producing = 0;
        authenticating = 0;
        authenticateBroken = false;
        loop.schedule(Duration.ofMillis(1024).plus(more), () -> down = false);
    }

    void invalidateToken() {
        invalid.add(newestToken);
    }

    private void clean() {
        if (link != null && link.isReconnecting()) {
            link = null;
            cleaned = true;
            known.clear();
        }
        nextClean = loop.nanoTime() + CLEANER.toNanos();
        loop.schedule(CLEANER, this::clean);
    }

    /** Returns how long it is to the cleaner's next tick. */
    Duration untilClean() {
        return Duration.ofNanos(nextClean - loop.nanoTime());
    }

    /** Handles a request; the answer never comes if the process ends before. */
    void handle(HttpPost request, Consumer<Answer> done) {
        int mine = process;
        Consumer<Answer> answered = answer -> {
            if (mine == process) {
                done.accept(answer);
            }
        };
        String path = request.path().split("\\?", 2)[0];
        if (path.startsWith("/auth/")) {
            authenticate(path.endsWith("refreshToken"), mine, answered);
        } else if (!isAuthorized(request.path())) {
            answered.accept(UNAUTHORIZED);
        } else if (path.endsWith("/consume/batch")) {
            consume(station(path), json(request), mine, answered);
        } else {
            produce(station(path), request, path.endsWith("/batch"), mine, answered);
        }
    }

    private static String station(String path) {
        return path.split("/")[2];
    }

    // ---------------------------------------------------------------- tokens

    private void authenticate(boolean refresh, int mine, Consumer<Answer> done) {
        if (producing > 0) {
            races.add("log-in meets produce");
        }
        authenticating++;
        loop.schedule(delay(), () -> {
            if (mine != process) {
                return;
            }
            authenticating--;
            if (link != null && link.isClosed()) {
                authenticateBroken = true;
                loop.schedule(OPERATOR, this::restartIfNobodyCanLogIn);
            }
            if (!broker.isUp() || (authenticateBroken && !refresh)) {
                done.accept(SERVER_ERROR);
                return;
            }
            neverLoggedIn = false;
            connect();
            newestToken = token();
            done.accept(new Answer(
                    200, "{\"jwt\":\"" + newestToken + "\",\"jwt_refresh_token\":\"" + refreshToken() + "\"}"));
        });
    }

    /** After a long outage nobody can log in until somebody restarts the gateway. */
    private void restartIfNobodyCanLogIn() {
        if (authenticateBroken) {
            kill(Duration.ZERO);
        }
    }

    private void connect() {
        link = broker.connect();
        known.clear();
    }

    /** Makes a connection for a request that finds none; after the cleaner nobody can have noticed that there is none. */
    private void connectForRequest() {
        connect();
        if (cleaned) {
            cleaned = false;
            unnoticedUntil = loop.nanoTime() + NOTICED.toNanos();
        }
    }

    private String token() {
        long expiry = loop.clock().instant().plus(tokenLife).getEpochSecond();
        String token = jwt(expiry);
        expiries.put(token, expiry);
        return token;
    }

    private String refreshToken() {
        return jwt(loop.clock().instant().plus(Duration.ofDays(7)).getEpochSecond());
    }

    private String jwt(long expiry) {
        String payload = "{\"n\":" + serial++ + ",\"exp\":" + expiry + "}";
        return "e30."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(payload.getBytes(StandardCharsets.UTF_8))
                + ".c2ln";
    }

    private boolean isAuthorized(String path) {
        String token = path.substring(path.indexOf('=') + 1);
        Long expiry = expiries.get(token);
        return expiry != null
                && !neverLoggedIn
                && !invalid.contains(token)
                && loop.clock().instant().getEpochSecond() < expiry;
    }

    // ---------------------------------------------------------------- produce

    private void produce(String station, HttpPost request, boolean batch, int mine, Consumer<Answer> done) {
        produces++;
        if (authenticating > 0) {
            races.add("produce meets log-in");
        }
        boolean first = !known.contains(station);
        // That the cleaner has made all stations new, nobody can know before the next receipt.
        boolean chance = (link == null && cleaned) || loop.nanoTime() < unnoticedUntil;
        if (!chance && (first ? producing > 0 : !firstProduces.isEmpty())) {
            // Stricter than need be: the real one is known to die where both are first ones.
            races.add("first produce meets another: " + station + " and " + firstProduces);
        }
        if (first) {
            firstProduces.add(station);
        }
        producing++;
        loop.schedule(delay(), () -> {
            if (mine != process) {
                return;
            }
            producing--;
            firstProduces.remove(station);
            done.accept(publish(station, request, batch));
        });
    }

    private Answer publish(String station, HttpPost request, boolean batch) {
        if (link == null && broker.isUp()) {
            connectForRequest();
        }
        if (link == null || link.isClosed()) {
            return SERVER_ERROR;
        }
        known.add(station);
        for (String data : batch ? elements(request) : List.of(text(request))) {
            // What is poison everywhere is good enough for dead letters, unless their station is poison too.
            if (poison.contains(data) && (!station.equals("dead") || poison.contains(station))) {
                return batch
                        ? new Answer(400, "{\"error\":[\"Schema validation has failed: bad\"],\"success\":false}")
                        : new Answer(400, "{\"error\":\"Schema validation has failed: bad\",\"success\":false}");
            }
            link.publish(station, data);
        }
        return SUCCESS;
    }

    /** Events are JSON objects, and a batch is re-encoded: which these survive. */
    private static List<String> elements(HttpPost request) {
        List<String> elements = new ArrayList<>();
        json(request).forEach(element -> elements.add(element.toString()));
        return elements;
    }

    private static JsonNode json(HttpPost request) {
        try {
            return JSON.readTree(text(request));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(HttpPost request) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        request.body().forEach(bytes::writeBytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    // ---------------------------------------------------------------- consume

    private void consume(String station, JsonNode asked, int mine, Consumer<Answer> done) {
        if (link == null && broker.isUp()) {
            connectForRequest();
        }
        if (link == null || link.isClosed()) {
            done.accept(SERVER_ERROR);
            return;
        }
        SimulatedBroker.Link asks = link;
        String group = asks.groups.computeIfAbsent(
                asked.path("consumer_name").asText(),
                ignored -> asked.path("consumer_group").asText());
        long deadline = loop.nanoTime()
                + Duration.ofMillis(asked.path("batch_max_wait_time_ms").asLong())
                        .toNanos();
        look(asks, station, group, asked.path("batch_size").asInt(), new ArrayList<>(), deadline, mine, done);
    }

    private void look(
            SimulatedBroker.Link asks,
            String station,
            String group,
            int size,
            List<String> found,
            long deadline,
            int mine,
            Consumer<Answer> done) {
        if (mine != process) {
            return;
        }
        if (broker.isUp() && asks.isConnected()) {
            found.addAll(broker.consume(station, group, size - found.size()));
        }
        if (found.size() >= size || loop.nanoTime() >= deadline) {
            done.accept(new Answer(200, messages(found)));
        } else {
            loop.schedule(Duration.ofMillis(2), () -> look(asks, station, group, size, found, deadline, mine, done));
        }
    }

    private static String messages(List<String> found) {
        StringBuilder all = new StringBuilder("[");
        for (String message : found) {
            all.append(all.length() == 1 ? "" : ",")
                    .append("{\"message\":\"")
                    .append(message.replace("\"", "\\\""))
                    .append("\",\"headers\":{}}");
        }
        return all.append(']').toString();
    }

    private Duration delay() {
        return Duration.ofNanos(50_000 + random.nextInt(1_000_000));
    }
}
