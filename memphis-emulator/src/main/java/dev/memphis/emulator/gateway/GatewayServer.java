package dev.memphis.emulator.gateway;

import dev.memphis.emulator.fiber.Answer;
import dev.memphis.emulator.fiber.AnswerWriter;
import dev.memphis.emulator.fiber.Inflation;
import dev.memphis.emulator.fiber.Limits;
import dev.memphis.emulator.fiber.Multipart;
import dev.memphis.emulator.process.GatewayLife;
import dev.memphis.emulator.process.GatewayProcess;
import dev.memphis.emulator.record.Ring;
import io.netty.handler.codec.TooLongFrameException;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The gateway's port: connections, and requests on their way to a route and back. Confined to the emulator's loop. */
final class GatewayServer {
    private static final int MOST_CONNECTIONS = 10_000;
    /** Longer than any consume waits. */
    private static final int IDLE_MINUTES = 61;

    private final Vertx vertx;
    private final GatewayLife life;
    private final Routes routes;
    private final AnswerWriter writer;
    private final RequestFaults faults;
    private final Ring ring;
    private final Clock clock;
    private final Map<HttpConnection, Client> clients = new HashMap<>();
    private long connections;

    /** @param clock the right one, by which exchanges are recorded */
    GatewayServer(
            Vertx vertx,
            GatewayLife life,
            Routes routes,
            AnswerWriter writer,
            RequestFaults faults,
            Ring ring,
            Clock clock) {
        this.vertx = vertx;
        this.life = life;
        this.routes = routes;
        this.writer = writer;
        this.faults = faults;
        this.ring = ring;
        this.clock = clock;
        life.onDeath(this::dropAll);
    }

    /** Listens; returns the port, which is chosen freely for 0. Blocks until it does. */
    int listen(String host, int wanted) {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(host)
                .setPort(wanted)
                .setTcpNoDelay(true)
                .setIdleTimeout(IDLE_MINUTES)
                .setIdleTimeoutUnit(TimeUnit.MINUTES)
                .setHttp2ClearTextEnabled(false)
                .setMaxInitialLineLength(2 * Limits.LARGEST_HEAD)
                .setMaxHeaderSize(2 * Limits.LARGEST_HEAD);
        int port = vertx.createHttpServer(options)
                .connectionHandler(this::connected)
                .requestHandler(this::handle)
                .invalidRequestHandler(GatewayServer::refuse)
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
        life.serves();
        return port;
    }

    private void connected(HttpConnection connection) {
        if (!life.isUp() || clients.size() >= MOST_CONNECTIONS) {
            connection.close();
            return;
        }
        Client client = new Client(++connections, connection);
        clients.put(connection, client);
        connection.closeHandler(ignored -> {
            clients.remove(connection);
            client.gone(clock.instant());
        });
    }

    private void dropAll() {
        List<Client> dropped = List.copyOf(clients.values());
        clients.clear();
        dropped.forEach(client -> client.drop(clock.instant()));
    }

    private void handle(HttpServerRequest request) {
        Client client = clients.get(request.connection());
        if (client == null) {
            // Its connection is being dropped.
            return;
        }
        client.begin(request, faults.strikes().strike(request.path()), ring);
        Optional<Answer> problem = Limits.problem(request);
        if (problem.isPresent()) {
            send(request, problem.get());
            return;
        }
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            request.response().writeContinue();
        }
        GatewayProcess serving = life.process();
        Limits.read(
                request,
                body -> {
                    client.entry().bodyCame(body.length());
                    faults.afterLatency(() -> {
                        if (serving == life.process()) {
                            answer(request, client, body);
                        }
                    });
                },
                () -> send(request, Answer.BODY_TOO_LARGE));
    }

    /** What the HTTP server cannot read; its real counterpart words it at more length. */
    private static void refuse(HttpServerRequest request) {
        Throwable reason = request.decoderResult().cause();
        Answer answer = reason instanceof TooLongFrameException
                ? Answer.HEADERS_TOO_LARGE
                : Answer.closing(400, "error when reading request headers: " + reason.getMessage());
        answer.contentType().ifPresent(type -> request.response().putHeader("Content-Type", type));
        request.response()
                .setStatusCode(answer.status())
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
        GatewayProcess serving = life.process();
        try {
            routes.route(new Call(request, body, client, whole -> {
                if (serving == life.process()) {
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

    private void send(HttpServerRequest request, Answer answer) {
        Client client = clients.get(request.connection());
        if (client == null || request.response().closed()) {
            return;
        }
        boolean last = faults.mostAnswers() > 0 && client.answered() >= faults.mostAnswers();
        if (last) {
            // What is pipelined behind it is neither answered nor looked at.
            clients.remove(request.connection());
        }
        client.entry().ended(writer.write(request, answer, client.fault(), last), clock.instant());
    }
}
