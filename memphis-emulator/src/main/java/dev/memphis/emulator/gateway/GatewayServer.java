package dev.memphis.emulator.gateway;

import dev.memphis.emulator.broker.Broker;
import dev.memphis.emulator.broker.StationNames;
import dev.memphis.emulator.broker.Users;
import dev.memphis.emulator.faults.Durations;
import dev.memphis.emulator.faults.Patience;
import dev.memphis.emulator.faults.SkewedClock;
import dev.memphis.emulator.faults.Strikes;
import dev.memphis.emulator.record.Ring;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** The gateway's port: routes, limits, and the process behind it that may die and come back. */
public final class GatewayServer {
    private static final int LARGEST_HEAD = 4096;
    private static final int LARGEST_BODY = 4 << 20;
    /** How long a log-in, a refresh or a first produce takes, in which another request may meet it. */
    private static final long SLOW_MILLIS = 2;

    /** @param restartAfter how long a gateway that died of itself stays away */
    public record Settings(String jwtSecret, String refreshSecret, Patience patience, Duration restartAfter) {
        @Override
        public String toString() {
            return "settings of the gateway";
        }
    }

    private final Vertx vertx;
    private final Broker broker;
    private final Races races;
    private final Clock rightClock;
    private final SkewedClock clock;
    private final Settings settings;
    private final BrokerPath path;
    private final Tokens tokens;
    private final AuthRoutes auth;
    private final ProduceRoute produce;
    private final ConsumeRoute consume;
    private final AnswerWriter writer;
    private final Ring ring;
    private final Map<HttpConnection, Client> clients = new HashMap<>();
    private final Strikes strikes = new Strikes();
    private Duration latency = Duration.ZERO;
    private GatewayProcess process;
    private HttpServer server;
    private int port;
    private boolean dead;
    private long lost;
    private long connections;

    public GatewayServer(
            Vertx vertx, Broker broker, Users users, Races races, Ring ring, Clock clock, Settings settings) {
        this.vertx = vertx;
        this.broker = broker;
        this.races = races;
        this.ring = ring;
        this.rightClock = clock;
        this.clock = new SkewedClock(clock);
        this.settings = settings;
        this.path = new BrokerPath(vertx, broker);
        this.tokens = new Tokens(settings.jwtSecret(), settings.refreshSecret(), this.clock);
        this.auth = new AuthRoutes(users, tokens);
        this.produce = new ProduceRoute(clock);
        this.consume = new ConsumeRoute(vertx, broker);
        this.writer = new AnswerWriter(vertx, this.clock);
        this.process = new GatewayProcess(path, races);
    }

    /** Listens; returns the port, which is chosen freely for 0. Blocks until it does. */
    public int listen(String host, int wanted) {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(host)
                .setPort(wanted)
                .setTcpNoDelay(true)
                .setHandle100ContinueAutomatically(true)
                .setMaxInitialLineLength(2 * LARGEST_HEAD)
                .setMaxHeaderSize(2 * LARGEST_HEAD);
        server = vertx.createHttpServer(options)
                .connectionHandler(this::connected)
                .requestHandler(this::handle)
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        port = server.actualPort();
        return port;
    }

    private void connected(HttpConnection connection) {
        if (dead) {
            connection.close();
            return;
        }
        Client client = new Client(++connections, connection);
        clients.put(connection, client);
        connection.closeHandler(ignored -> {
            clients.remove(connection);
            client.gone(rightClock.instant());
        });
    }

    // ---------------------------------------------------------------- life and death

    /** Drops every connection, loses what the broker has not yet, and comes back after a while. On the loop. */
    public void crash(Duration downFor) {
        if (dead) {
            return;
        }
        dead = true;
        GatewayProcess dying = process;
        process = new GatewayProcess(path, races);
        lost += dying.die();
        consume.forget();
        List<Client> dropped = List.copyOf(clients.values());
        clients.clear();
        dropped.forEach(client -> client.drop(rightClock.instant()));
        vertx.setTimer(millis(downFor), id -> dead = false);
    }

    /** The broker is back before the gateway gave up. On the loop. */
    public void brokerIsBack() {
        process.brokerIsBack();
    }

    /** The gateway gives up on its broker connections. On the loop. */
    public void brokerIsGone() {
        lost += process.brokerIsGone();
    }

    /** Dies of itself: of a race, or of a first produce that the broker never answered. On the loop. */
    public void crash() {
        crash(settings.restartAfter());
    }

    public boolean isUp() {
        return !dead;
    }

    /** Refuses every access token handed out so far. On the loop. */
    public void invalidateTokens() {
        tokens.invalidateAccess();
    }

    /** Refuses every refresh token handed out so far. On the loop. */
    public void invalidateRefreshTokens() {
        tokens.invalidateRefresh();
    }

    /** The gateway's own clock, which tokens and the Date header follow. */
    SkewedClock clock() {
        return clock;
    }

    /** The way to the broker. */
    BrokerPath path() {
        return path;
    }

    /** What happens to answers. */
    Strikes strikes() {
        return strikes;
    }

    Duration latency() {
        return latency;
    }

    /** How long each request waits before it is looked at. On the loop. */
    void setLatency(Duration latency) {
        this.latency = Durations.notNegative("latency", latency);
    }

    /** Returns how many messages were answered 200 and never reached the broker. */
    public long lost() {
        return lost;
    }

    // ---------------------------------------------------------------- requests

    private void handle(HttpServerRequest request) {
        Client client = clients.get(request.connection());
        if (client == null) {
            // Its connection is being dropped.
            return;
        }
        client.begin(request, strikes.strike(request.path()), ring);
        if (headBytes(request) > LARGEST_HEAD) {
            send(request, Answer.HEADERS_TOO_LARGE);
            return;
        }
        if (tooLong(request.getHeader("Content-Length"))) {
            send(request, Answer.BODY_TOO_LARGE);
            return;
        }
        GatewayProcess serving = process;
        request.body().onSuccess(body -> {
            client.entry().bodyCame(body.length());
            afterLatency(() -> {
                if (serving == process) {
                    answer(request, client, body);
                }
            });
        });
    }

    private void answer(HttpServerRequest request, Client client, Buffer body) {
        if (body.length() > LARGEST_BODY) {
            send(request, Answer.BODY_TOO_LARGE);
        } else if (client.isRefusedUnseen()) {
            send(request, Answer.SERVER_ERROR);
        } else {
            route(request, body);
        }
    }

    private void afterLatency(Runnable task) {
        if (latency.isZero()) {
            task.run();
        } else {
            vertx.setTimer(millis(latency), id -> task.run());
        }
    }

    private static int headBytes(HttpServerRequest request) {
        int sum = request.method().name().length() + request.uri().length() + 12;
        for (var header : request.headers()) {
            sum += header.getKey().length() + header.getValue().length() + 4;
        }
        return sum;
    }

    private static boolean tooLong(String contentLength) {
        return contentLength != null && contentLength.length() >= 7 && Long.parseLong(contentLength) > LARGEST_BODY;
    }

    private void route(HttpServerRequest request, Buffer body) {
        String path = withoutTrailingSlash(request.path());
        String route = path.toLowerCase(Locale.ROOT);
        switch (route) {
            case "/auth/authenticate" -> post(request, () -> authenticate(request, body, false));
            case "/auth/refreshtoken" -> post(request, () -> authenticate(request, body, true));
            case "/monitoring/status" -> {
                boolean get = request.method().equals(HttpMethod.GET)
                        || request.method().equals(HttpMethod.HEAD);
                send(request, get ? Answer.json(200, "{\"status\":\"ok\"}") : Answer.METHOD_NOT_ALLOWED);
            }
            case "/", "" -> send(request, cannot(request));
            default -> withToken(request, path, route, body);
        }
    }

    private static String withoutTrailingSlash(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private void post(HttpServerRequest request, Runnable then) {
        if (request.method().equals(HttpMethod.POST)) {
            then.run();
        } else {
            send(request, Answer.METHOD_NOT_ALLOWED);
        }
    }

    private static Answer cannot(HttpServerRequest request) {
        return Answer.text(404, "Cannot " + request.method() + " " + request.path());
    }

    private void withToken(HttpServerRequest request, String path, String route, Buffer body) {
        Optional<Tokens.Session> session = token(request).flatMap(tokens::verifyAccess);
        if (session.isEmpty()) {
            send(request, Answer.UNAUTHORIZED);
            return;
        }
        String[] parts = path.split("/", -1);
        boolean station = parts.length == 5 && route.startsWith("/stations/") && !parts[2].isEmpty();
        String action = station ? route.substring(route.indexOf('/', 10) + 1) : "";
        switch (action) {
            case "produce/single" -> post(request, () -> produce(request, parts[2], false, body, session.get()));
            case "produce/batch" -> post(request, () -> produce(request, parts[2], true, body, session.get()));
            case "consume/batch" -> post(request, () -> consume(request, parts[2], body));
            default -> send(request, cannot(request));
        }
    }

    /** The token: the header's second of two words or, without that header, the query parameter (contract, "Routes"). */
    private static Optional<String> token(HttpServerRequest request) {
        String header = request.getHeader("Authorization");
        if (header != null && !header.isEmpty()) {
            String[] words = header.split(" ", -1);
            return words.length == 2 ? Optional.of(words[1]) : Optional.empty();
        }
        return queryParameter(request.query(), "authorization");
    }

    private static Optional<String> queryParameter(String query, String name) {
        if (query == null) {
            return Optional.empty();
        }
        for (String pair : query.split("&", -1)) {
            if (pair.startsWith(name + "=")) {
                return Optional.of(pair.substring(name.length() + 1));
            }
        }
        return Optional.empty();
    }

    private void authenticate(HttpServerRequest request, Buffer body, boolean refresh) {
        AuthRoutes.Decision decision = refresh ? auth.refresh(request, body) : auth.authenticate(request, body);
        if (decision.user().isEmpty()) {
            send(request, decision.answer());
            return;
        }
        GatewayProcess serving = process;
        Runnable end = serving.beginAuthentication(nameOf(request));
        vertx.setTimer(SLOW_MILLIS, id -> {
            end.run();
            if (serving != process) {
                return;
            }
            if (!broker.isUp() || (!refresh && process.authenticateBroken())) {
                send(request, Answer.SERVER_ERROR);
                return;
            }
            process.connect(decision.user().get());
            send(request, decision.answer());
        });
    }

    private void produce(
            HttpServerRequest request, String rawStation, boolean batch, Buffer body, Tokens.Session session) {
        String station =
                StationNames.canonical(URLDecoder.decode(rawStation.replace("+", "%2B"), StandardCharsets.UTF_8));
        GatewayProcess serving = process;
        Optional<Link> link = serving.link(session.username()).filter(found -> !found.isLost());
        if (link.isEmpty()) {
            send(request, Answer.SERVER_ERROR);
            return;
        }
        boolean firstUse = !link.get().knows(station);
        Runnable end = serving.beginProduce(station, firstUse, nameOf(request));
        Runnable go = () -> {
            end.run();
            if (serving == process) {
                send(request, produce(request, station, batch, body, link.get()));
            }
        };
        if (link.get().isStalled()) {
            whenMoving(link.get(), go, () -> {
                end.run();
                send(request, batch ? Answer.BATCH_STALLED : Answer.STALLED);
            });
        } else if (!firstUse) {
            // The answer is on its way; until the next turn of the loop, a log-in would meet this produce.
            go.run();
        } else if (broker.isUp()) {
            vertx.setTimer(SLOW_MILLIS, id -> go.run());
        } else {
            whenBrokerIsBack(serving, go);
        }
    }

    private String nameOf(HttpServerRequest request) {
        Client client = clients.get(request.connection());
        return client == null
                ? request.method() + " " + request.path()
                : client.entry().name();
    }

    private Answer produce(HttpServerRequest request, String station, boolean batch, Buffer body, Link link) {
        if (link.isLost()) {
            return Answer.SERVER_ERROR;
        }
        long before = link.accepted();
        Answer answer = produce.answer(request, station, batch, body, link);
        if (answer.status() == 200) {
            link.learn(station);
        }
        Client client = clients.get(request.connection());
        if (client != null) {
            client.entry().accepted(link.accepted() - before);
        }
        return answer;
    }

    /** Goes on when the connection to the broker moves again, or gives up after a while. */
    private void whenMoving(Link link, Runnable go, Runnable giveUp) {
        AtomicBoolean decided = new AtomicBoolean();
        link.onceMoving(() -> {
            if (decided.compareAndSet(false, true)) {
                go.run();
            }
        });
        vertx.setTimer(millis(settings.patience().stalled()), id -> {
            if (decided.compareAndSet(false, true)) {
                giveUp.run();
            }
        });
    }

    /** The first use of a station without a broker: the gateway waits for a while and then dies (contract, "Produce"). */
    private void whenBrokerIsBack(GatewayProcess serving, Runnable go) {
        AtomicBoolean back = new AtomicBoolean();
        serving.onceBrokerIsBack(() -> {
            back.set(true);
            go.run();
        });
        vertx.setTimer(millis(settings.patience().firstProduce()), id -> {
            if (!back.get() && serving == process) {
                crash();
            }
        });
    }

    private static long millis(Duration duration) {
        return Math.max(1, duration.toMillis());
    }

    private void consume(HttpServerRequest request, String rawStation, Buffer body) {
        String station =
                StationNames.canonical(URLDecoder.decode(rawStation.replace("+", "%2B"), StandardCharsets.UTF_8));
        GatewayProcess serving = process;
        consume.answer(station, body, answer -> {
            if (serving == process) {
                send(request, answer);
            }
        });
    }

    private void send(HttpServerRequest request, Answer answer) {
        Client client = clients.get(request.connection());
        if (client != null && !request.response().closed()) {
            client.entry().ended(writer.write(request, answer, client.fault()), rightClock.instant());
        }
    }
}
