package io.debezium.server.memphis.gateway;

import io.debezium.server.memphis.config.GatewayConfig;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * One HTTP/1.1 connection with pipelining: requests go out at once and are handled by the gateway strictly in order
 * (contract, "Produce"). Opened when first used, and again after it broke. Confined to the loop.
 */
final class Connection {
    private final HttpClient client;
    private final Deque<Exchange> waiting = new ArrayDeque<>();
    private HttpConnection open;
    private boolean carried;

    Connection(Vertx vertx, GatewayConfig config, URI url, Runnable onLost) {
        client = vertx.httpClientBuilder()
                .with(ClientOptions.of(config, url))
                .with(new PoolOptions().setHttp1MaxSize(1).setCleanerPeriod(0))
                .withConnectHandler(connection -> opened(connection, onLost))
                .build();
    }

    private void opened(HttpConnection connection, Runnable onLost) {
        open = connection;
        connection.closeHandler(ignored -> onLost.run());
    }

    /** Takes note that a message goes this way, and will need a receipt that goes the same way. */
    void carry() {
        carried = true;
    }

    boolean carried() {
        return carried;
    }

    void forgetCarried() {
        carried = false;
    }

    /** Returns how many requests wait for an answer. */
    int load() {
        return waiting.size();
    }

    void send(RequestOptions options, Buffer body, Duration timeout, Consumer<Reply> done) {
        Exchange exchange = new Exchange(Exchange.deadline(timeout), done.andThen(reply -> forget()));
        waiting.add(exchange);
        client.request(options).onComplete(request -> {
            if (request.failed()) {
                exchange.finish(new Reply.None(request.cause()));
            } else if (exchange.over()) {
                // It waited for the connection for so long that it was given up, and may have been sent again since.
                request.result().reset();
            } else {
                exchange.sent(request.result());
                request.result().end(body);
            }
        });
    }

    private void forget() {
        while (!waiting.isEmpty() && waiting.peek().over()) {
            waiting.remove();
        }
    }

    /** Breaks the connection if its oldest request has waited too long: what is behind it cannot be answered either. */
    void checkDeadline(long now) {
        Exchange oldest = waiting.peek();
        if (oldest != null && oldest.late(now)) {
            abandon(new TimeoutException("no answer in time"));
        }
    }

    private void abandon(Throwable cause) {
        if (open != null) {
            open.close();
        }
        for (Exchange exchange : waiting.toArray(Exchange[]::new)) {
            exchange.finish(new Reply.None(cause));
        }
    }

    void close() {
        client.close();
    }
}
