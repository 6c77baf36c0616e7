package dev.memphis.delivery.transport;

import dev.memphis.delivery.options.GatewayConfig;
import io.vertx.core.Future;
import io.vertx.core.net.NetClient;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** The real network, by Vert.x and Netty. Confined to the loop, but for {@link #close}. */
public final class VertxTransport implements Transport {
    private static final Duration DEADLINE_CHECK = Duration.ofMillis(250);

    /** The number of connections that nobody asks for by their number. */
    private static final long ASIDE = -1;

    private static final Duration STORE_CHECK = Duration.ofSeconds(10);

    private final VertxLoop loop;
    private final GatewayConfig config;
    private final StoreWatch stores;
    private int turn;
    private NetClient client;
    private Pipelines pipelines;
    private Aside aside;
    private Runnable onEnd = () -> {};
    private boolean closed;

    /** Makes the transport; nothing is sent or connected yet. */
    public VertxTransport(VertxLoop loop, GatewayConfig config) {
        this(loop, config, STORE_CHECK);
    }

    /** @param storeCheck how often to look for renewed certificates */
    VertxTransport(VertxLoop loop, GatewayConfig config, Duration storeCheck) {
        this.loop = loop;
        this.config = config;
        this.stores = new StoreWatch(loop, config.tls(), storeCheck, this::readStores);
        connect();
        stores.start();
        loop.schedule(DEADLINE_CHECK, this::checkDeadlines);
    }

    @Override
    public long send(HttpPost request, Spread spread, Duration timeout, Consumer<HttpReply> done) {
        return send(spread == Spread.FILL ? pipelines.fill() : pipelines.even(), request, timeout, done);
    }

    @Override
    public long sendBehind(long connection, HttpPost request, Duration timeout, Consumer<HttpReply> done) {
        return send(pipelines.numbered(connection), request, timeout, done);
    }

    private long send(Connection connection, HttpPost request, Duration timeout, Consumer<HttpReply> done) {
        assert loop.isHere() : "connections are confined to their loop";
        connection.send(request, timeout, done);
        return connection.number();
    }

    @Override
    public void post(HttpPost request, Duration timeout, Consumer<HttpReply> done) {
        aside.post(request, timeout, done);
    }

    @Override
    public void onEnd(Runnable listener) {
        onEnd = listener;
    }

    @Override
    public List<Long> busy() {
        return pipelines.busy();
    }

    private void checkDeadlines() {
        if (!closed) {
            pipelines.checkDeadlines(loop.nanoTime());
            aside.checkDeadlines(loop.nanoTime());
            loop.schedule(DEADLINE_CHECK, this::checkDeadlines);
        }
    }

    @Override
    public boolean turn() {
        if (config.urls().size() == 1) {
            return false;
        }
        turn = (turn + 1) % config.urls().size();
        List<Exchange> unanswered = disconnect();
        connect();
        HttpReply none = new HttpReply.None("the connection was given up for one to " + url());
        loop.execute(() -> unanswered.forEach(exchange -> exchange.done().accept(none)));
        return true;
    }

    private Future<?> readStores() {
        if (!ClientOptions.secure(current())) {
            return Future.succeededFuture();
        }
        return client.updateSSLOptions(ClientOptions.ofSocket(config, current()).getSslOptions(), true);
    }

    private void connect() {
        Endpoint endpoint = Endpoint.of(config, current());
        RequestEncoder encoder = new RequestEncoder(endpoint);
        client = loop.vertx().createNetClient(ClientOptions.ofSocket(config, current()));
        pipelines = new Pipelines(
                config.connections(),
                (number, ended) -> new Connection(number, loop, client, endpoint, encoder, ended),
                () -> onEnd.run());
        aside = new Aside(ended -> new Connection(ASIDE, loop, client, endpoint, encoder, ended));
    }

    private List<Exchange> disconnect() {
        List<Exchange> unanswered = pipelines.abandon();
        unanswered.addAll(aside.abandon());
        client.close();
        return unanswered;
    }

    private URI current() {
        return config.urls().get(turn);
    }

    @Override
    public String url() {
        return Endpoint.shown(current());
    }

    @Override
    public void close() {
        loop.execute(() -> {
            closed = true;
            stores.stop();
            disconnect();
        });
    }
}
