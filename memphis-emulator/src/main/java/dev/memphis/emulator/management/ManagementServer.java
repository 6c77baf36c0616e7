package dev.memphis.emulator.management;

import dev.memphis.emulator.broker.Broker;
import dev.memphis.emulator.broker.Users;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Clock;
import java.util.concurrent.TimeUnit;

/** The management port. */
public final class ManagementServer {
    private static final int LARGEST_BODY = 4 << 20;
    private static final int IDLE_MINUTES = 61;
    private static final int MOST_CONNECTIONS = 1000;

    private final Vertx vertx;
    private final Router router;
    private int connections;

    /**
     * Puts the server together; it listens once told to.
     *
     * @param secret signs its tokens
     */
    public ManagementServer(Vertx vertx, Broker broker, Users users, Clock clock, String secret) {
        this.vertx = vertx;
        this.router = Router.router(vertx);
        router.route().handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY));
        ManagementTokens tokens = new ManagementTokens(secret, clock);
        Endpoints endpoints = new Endpoints(router, tokens);
        new UserRoutes(users, tokens, clock).mount(endpoints);
        new StationRoutes(broker, users).mount(endpoints);
        new SchemaRoutes(broker).mount(endpoints);
        new OverviewRoutes(broker).mount(endpoints);
    }

    /** The routes, for what else lives on this port. */
    public Router router() {
        return router;
    }

    /** Listens; returns the port, which is chosen freely for 0. Blocks until it does. */
    public int listen(String host, int wanted) {
        return vertx.createHttpServer(new HttpServerOptions()
                        .setHost(host)
                        .setPort(wanted)
                        .setIdleTimeout(IDLE_MINUTES)
                        .setIdleTimeoutUnit(TimeUnit.MINUTES))
                .connectionHandler(this::connected)
                .requestHandler(router)
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
    }

    private void connected(HttpConnection connection) {
        if (++connections > MOST_CONNECTIONS) {
            connection.close();
        }
        connection.closeHandler(ignored -> connections--);
    }
}
