package dev.memphis.emulator.gateway;

import dev.memphis.emulator.broker.Broker;
import dev.memphis.emulator.broker.StationNames;
import dev.memphis.emulator.broker.Users;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The gateway's port: routes, limits, and the process behind it that may die and come back. */
public final class GatewayServer {
    private static final int LARGEST_HEAD = 4096;
    private static final int LARGEST_BODY = 4 << 20;
    /** How long a log-in, a refresh or a first produce takes, in which another request may meet it. */
    private static final long SLOW_MILLIS = 2;

    private final Vertx vertx;
    private final Broker broker;
    private final Races races;
    private final Clock clock;
    private final Tokens tokens;
    private final AuthRoutes auth;
    private final ProduceRoute produce;
    private final ConsumeRoute consume;
    private final Set<HttpConnection> connections = new HashSet<>();
    private GatewayProcess process;
    private HttpServer server;
    private int port;
    private boolean dead;
    private long lost;

    public GatewayServer(
            Vertx vertx, Broker broker, Users users, Races races, Clock clock, String jwtSecret, String refreshSecret) {
        this.vertx = vertx;
        this.broker = broker;
        this.races = races;
        this.clock = clock;
        this.tokens = new Tokens(jwtSecret, refreshSecret, clock);
        this.auth = new AuthRoutes(users, tokens);
        this.produce = new ProduceRoute(clock);
        this.consume = new ConsumeRoute(vertx, broker);
        this.process = new GatewayProcess(broker, races);
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
        connections.add(connection);
        connection.closeHandler(ignored -> connections.remove(connection));
    }

    // ---------------------------------------------------------------- life and death

    /** Drops every connection, loses what the broker has not yet, and comes back after a while. On the loop. */
    public void crash(Duration downFor) {
        if (dead) {
            return;
        }
        dead = true;
        lost += process.die();
        process = new GatewayProcess(broker, races);
        consume.forget();
        Set.copyOf(connections).forEach(HttpConnection::close);
        connections.clear();
        vertx.setTimer(Math.max(1, downFor.toMillis()), id -> dead = false);
    }

    /** The broker is back before the gateway gave up. On the loop. */
    public void brokerIsBack() {
        process.brokerIsBack();
    }

    /** The gateway gives up on its broker connections. On the loop. */
    public void brokerIsGone() {
        lost += process.brokerIsGone();
    }

    /** Refuses every access token handed out so far. On the loop. */
    public void invalidateTokens() {
        tokens.invalidate();
    }

    /** Returns how many messages were answered 200 and never reached the broker. */
    public long lost() {
        return lost;
    }

    // ---------------------------------------------------------------- requests

    private void handle(HttpServerRequest request) {
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
            if (body.length() > LARGEST_BODY) {
                send(request, Answer.BODY_TOO_LARGE);
            } else if (serving == process) {
                route(request, body);
            }
        });
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
        Runnable end = serving.beginAuthentication("POST " + request.path());
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
        Link link = process.link(session.username());
        if (link.isLost()) {
            send(request, Answer.SERVER_ERROR);
            return;
        }
        boolean firstUse = !link.knows(station);
        GatewayProcess serving = process;
        Runnable end = serving.beginProduce(station, firstUse, "POST " + request.path());
        if (!firstUse) {
            // The answer is on its way; until the next turn of the loop, a log-in would meet this produce.
            send(request, produce.answer(request, station, batch, body, link));
            end.run();
            return;
        }
        vertx.setTimer(SLOW_MILLIS, id -> {
            end.run();
            if (serving == process) {
                Answer answer = produce.answer(request, station, batch, body, link);
                if (answer.status() == 200) {
                    link.learn(station);
                }
                send(request, answer);
            }
        });
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
        HttpServerResponse response = request.response();
        if (response.closed()) {
            return;
        }
        response.setStatusCode(answer.status())
                .putHeader("Content-Type", answer.contentType())
                .putHeader(
                        "Date",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                clock.instant().atOffset(ZoneOffset.UTC)));
        if (answer.close()) {
            response.putHeader("Connection", "close");
            response.end(answer.body()).onComplete(done -> request.connection().close());
        } else {
            response.end(answer.body());
        }
    }
}
