package dev.memphis.emulator.gateway;

import dev.memphis.emulator.access.AllowedHosts;
import dev.memphis.emulator.broker.Broker;
import dev.memphis.emulator.broker.Users;
import dev.memphis.emulator.faults.Durations;
import dev.memphis.emulator.faults.Patience;
import dev.memphis.emulator.faults.SkewedClock;
import dev.memphis.emulator.faults.Strikes;
import dev.memphis.emulator.record.Ring;
import io.netty.handler.codec.TooLongFrameException;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** The gateway's port: routes, limits, and the process behind it that may die and come back. */
public final class GatewayServer implements GatewayLife {
    private static final int LARGEST_HEAD = 4096;
    private static final int LARGEST_BODY = 4 << 20;
    private static final int MOST_CONNECTIONS = 10_000;
    /** Longer than any consume waits. */
    private static final int IDLE_MINUTES = 61;

    /**
     * @param transit how long a message is on its way to the broker where nothing is wrong
     * @param cleaner how far the ticks of the cleaner are apart, zero for never
     * @param seed of everything that is left to chance
     * @param hosts whose pages may ask from a browser
     * @param restartAfter how long a gateway that died of itself stays away
     */
    public record Settings(
            String jwtSecret,
            String refreshSecret,
            Patience patience,
            Duration transit,
            Duration cleaner,
            long seed,
            AllowedHosts hosts,
            Duration restartAfter) {
        @Override
        public String toString() {
            return "settings of the gateway";
        }
    }

    private final Vertx vertx;
    private final Races races;
    private final Clock rightClock;
    private final SkewedClock clock;
    private final Settings settings;
    private final BrokerPath path;
    private final Tokens tokens;
    private final Routes routes;
    private final Cleaner cleaner;
    private final AnswerWriter writer;
    private final Ring ring;
    private final Map<HttpConnection, Client> clients = new HashMap<>();
    private final Strikes strikes = new Strikes();
    private Duration latency = Duration.ZERO;
    private int mostAnswers;
    private GatewayProcess process;
    private HttpServer server;
    private int port;
    private boolean dead;
    private long connections;

    public GatewayServer(
            Vertx vertx, Broker broker, Users users, Races races, Ring ring, Clock clock, Settings settings) {
        this.vertx = vertx;
        this.races = races;
        this.ring = ring;
        this.rightClock = clock;
        this.clock = new SkewedClock(clock);
        this.settings = settings;
        this.path = new BrokerPath(
                vertx,
                broker,
                new Random(settings.seed()),
                settings.transit(),
                settings.patience().broker());
        this.cleaner = new Cleaner(vertx, this::process, settings.cleaner());
        this.tokens = new Tokens(settings.jwtSecret(), settings.refreshSecret(), this.clock);
        Connections connections = new Connections(vertx, broker, users, this);
        this.routes = new Routes(
                tokens,
                new AuthRoute(vertx, broker, users, tokens, this),
                new ProduceRoute(vertx, broker, connections, clock, settings.patience(), this),
                new ConsumeRoute(vertx, broker, connections, this));
        this.writer = new AnswerWriter(vertx, this.clock, settings.hosts());
        this.process = new GatewayProcess(path, races);
    }

    /** Listens; returns the port, which is chosen freely for 0. Blocks until it does. */
    public int listen(String host, int wanted) {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(host)
                .setPort(wanted)
                .setTcpNoDelay(true)
                .setIdleTimeout(IDLE_MINUTES)
                .setIdleTimeoutUnit(TimeUnit.MINUTES)
                .setHttp2ClearTextEnabled(false)
                .setMaxInitialLineLength(2 * LARGEST_HEAD)
                .setMaxHeaderSize(2 * LARGEST_HEAD);
        server = vertx.createHttpServer(options)
                .connectionHandler(this::connected)
                .requestHandler(this::handle)
                .invalidRequestHandler(GatewayServer::refuse)
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        port = server.actualPort();
        cleaner.begin();
        return port;
    }

    private void connected(HttpConnection connection) {
        if (dead || clients.size() >= MOST_CONNECTIONS) {
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
        dying.die();
        List<Client> dropped = List.copyOf(clients.values());
        clients.clear();
        dropped.forEach(client -> client.drop(rightClock.instant()));
        vertx.setTimer(millis(downFor), id -> {
            dead = false;
            cleaner.begin();
        });
    }

    /** The broker is back before the gateway gave up. On the loop. */
    public void brokerIsBack() {
        process.brokerIsBack();
    }

    /** The gateway gives up on its broker connections. On the loop. */
    public void brokerIsGone() {
        process.brokerIsGone();
    }

    /** The broker's process died, with what was on its way to it. On the loop. */
    public void brokerDied() {
        process.brokerDied();
    }

    @Override
    public GatewayProcess process() {
        return process;
    }

    @Override
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

    /** What drops reconnecting broker connections. */
    Cleaner cleaner() {
        return cleaner;
    }

    int mostAnswers() {
        return mostAnswers;
    }

    /** After how many answers a connection is ended, 0 for never. On the loop. */
    void setMostAnswers(int answers) {
        if (answers < 0) {
            throw new IllegalArgumentException(
                    "end connections after=" + answers + ": a number of 0 or more is needed");
        }
        mostAnswers = answers;
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
        return path.lost();
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
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            request.response().writeContinue();
        }
        GatewayProcess serving = process;
        read(request, body -> {
            client.entry().bodyCame(body.length());
            afterLatency(() -> {
                if (serving == process) {
                    answer(request, client, body);
                }
            });
        });
    }

    /** Goes on with the whole body; refuses one that is too long as soon as it is. */
    private void read(HttpServerRequest request, Consumer<Buffer> then) {
        Buffer body = Buffer.buffer();
        AtomicBoolean refused = new AtomicBoolean();
        request.handler(piece -> {
            if (refused.get()) {
                return;
            }
            if (body.length() + piece.length() > LARGEST_BODY) {
                refused.set(true);
                send(request, Answer.BODY_TOO_LARGE);
            } else {
                body.appendBuffer(piece);
            }
        });
        request.endHandler(end -> {
            if (!refused.get()) {
                then.accept(body);
            }
        });
    }

    /** What the HTTP server cannot read; its real counterpart words it at more length. */
    private static void refuse(HttpServerRequest request) {
        Throwable reason = request.decoderResult().cause();
        Answer answer = reason instanceof TooLongFrameException
                ? Answer.HEADERS_TOO_LARGE
                : Answer.closing(400, "error when reading request headers: " + reason.getMessage());
        request.response()
                .setStatusCode(answer.status())
                .putHeader("Content-Type", answer.contentType())
                .putHeader("Connection", "close")
                .end(answer.body())
                .onComplete(done -> request.connection().close());
    }

    private void answer(HttpServerRequest request, Client client, Buffer body) {
        if (Multipart.isBroken(request, body)) {
            send(request, Answer.BAD_MULTIPART);
        } else if (client.isRefusedUnseen()) {
            send(request, Answer.SERVER_ERROR);
        } else {
            serve(request, client, body);
        }
    }

    private void serve(HttpServerRequest request, Client client, Buffer body) {
        GatewayProcess serving = process;
        try {
            routes.route(new Call(request, body, client, whole -> {
                if (serving == process) {
                    send(request, whole);
                }
            }));
        } catch (Inflation.TooLargeException e) {
            send(request, Answer.BODY_TOO_LARGE);
        } catch (RuntimeException e) {
            // A mistake of the emulator's: nobody is to wait for an answer for ever.
            send(request, Answer.SERVER_ERROR);
            throw e;
        }
    }

    private static long millis(Duration duration) {
        return Math.max(1, duration.toMillis());
    }

    private void afterLatency(Runnable task) {
        if (latency.isZero()) {
            task.run();
        } else {
            vertx.setTimer(millis(latency), id -> task.run());
        }
    }

    private static int headBytes(HttpServerRequest request) {
        int sum = request.method().name().length() + request.uri().length() + 14;
        for (var header : request.headers()) {
            sum += header.getKey().length() + header.getValue().length() + 4;
        }
        return sum;
    }

    private static boolean tooLong(String contentLength) {
        return contentLength != null && contentLength.length() >= 7 && Long.parseLong(contentLength) > LARGEST_BODY;
    }

    private void send(HttpServerRequest request, Answer answer) {
        Client client = clients.get(request.connection());
        if (client == null || request.response().closed()) {
            return;
        }
        boolean last = mostAnswers > 0 && client.answered() >= mostAnswers;
        if (last) {
            // What is pipelined behind it is neither answered nor looked at.
            clients.remove(request.connection());
        }
        client.entry().ended(writer.write(request, answer, client.fault(), last), rightClock.instant());
    }
}
