package dev.memphis.delivery.transport;

import dev.memphis.delivery.event.EventHeader;
import dev.memphis.delivery.options.Compression;
import dev.memphis.delivery.options.GatewayConfig;
import dev.memphis.delivery.options.MemphisConfig;
import dev.memphis.delivery.protocol.TokenSource;
import io.netty.buffer.ByteBuf;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The real gateway, over a few pipelined connections of Vert.x. Confined to the loop, but for {@link #close}. */
public final class VertxGateway implements Gateway {
    private static final Duration DEADLINE_CHECK = Duration.ofMillis(250);
    /** So many events a connection carries before the next one is drawn in: a trickle keeps its order, and one receipt does. */
    private static final int TRICKLE = 8;

    private final VertxLoop loop;
    private final GatewayConfig config;
    private final TokenSource tokens;
    private final ReceiptExchange receipts;
    private final Routes routes = new Routes();
    private final HeadLimit heads = new HeadLimit();
    private final List<Connection> connections = new ArrayList<>();
    private int turn;
    private Runnable onLost = () -> {};

    /** Makes the gateway; nothing is sent or connected yet. */
    public VertxGateway(VertxLoop loop, MemphisConfig config, Clock clock) {
        this.loop = loop;
        this.config = config.gateway();
        this.tokens = new TokenSource(
                config.credentials(), new HttpAuthExchange(this, this.config.requestTimeout(), clock), clock);
        this.receipts = new ReceiptExchange(this, config.receipts(), this.config.firstUseTimeout());
        connect();
        loop.schedule(DEADLINE_CHECK, this::checkDeadlines);
    }

    @Override
    public TokenSource tokens() {
        return tokens;
    }

    @Override
    public void produce(Produce request, Consumer<Outcome> done) {
        produce(connectionFor(request.form()), request, done);
    }

    /** Returns the connections that carried messages since this was last asked; the first one if none did. */
    List<Connection> carriers() {
        List<Connection> carriers =
                connections.stream().filter(Connection::carried).toList();
        connections.forEach(Connection::forgetCarried);
        return carriers.isEmpty() ? List.of(connections.getFirst()) : carriers;
    }

    void produce(Connection connection, Produce request, Consumer<Outcome> done) {
        String path = routes.produce(
                request.station(), request.form(), tokens.current().orElseThrow());
        int room = heads.room(path);
        if (room < 0) {
            loop.execute(() -> done.accept(new Outcome.Fatal(heads.tooLong(room))));
            return;
        }
        List<EventHeader> headers = heads.fit(request.headers(), room);
        ByteBuf body = body(request);
        if (config.compression() == Compression.GZIP) {
            headers = withEncoding(headers);
            body = Bodies.gzip(body);
        }
        connection.carry();
        connection.send(
                new Request(path, request.contentType(), headers, body),
                request.firstUse() ? config.firstUseTimeout() : config.requestTimeout(),
                reply -> done.accept(outcome(reply, request.form())));
    }

    private static List<EventHeader> withEncoding(List<EventHeader> headers) {
        List<EventHeader> all = new ArrayList<>(headers);
        all.add(new EventHeader("Content-Encoding", "gzip"));
        return all;
    }

    private static ByteBuf body(Produce request) {
        return request.form() == Produce.Form.BATCH
                ? Bodies.array(request.bodies())
                : Bodies.wrap(request.bodies().getFirst());
    }

    private Outcome outcome(Reply reply, Produce.Form form) {
        return switch (reply) {
            case Reply.Whole whole -> AnswerTable.outcome(Answers.read(whole), form);
            case Reply.None(Throwable cause) -> new Outcome.Unanswered(reason(cause));
        };
    }

    @Override
    public void receipt(String id, boolean firstUse, Consumer<Outcome> done) {
        receipts.exchange(id, firstUse, done);
    }

    void post(String path, String json, Duration timeout, Consumer<Reply> done) {
        post(connections.getFirst(), path, json, timeout, done);
    }

    void post(Connection connection, String path, String json, Duration timeout, Consumer<Reply> done) {
        ByteBuf body = Bodies.wrap(json.getBytes(StandardCharsets.UTF_8));
        connection.send(new Request(path, "application/json", List.of(), body), timeout, done);
    }

    void later(Duration delay, Runnable task) {
        loop.schedule(delay, task);
    }

    String consumePath(String station) {
        return routes.consume(station, tokens.current().orElseThrow());
    }

    /** A batch is work for the gateway, which does one request of a connection at a time: batches are spread at once. */
    private Connection connectionFor(Produce.Form form) {
        if (form == Produce.Form.SINGLE) {
            for (Connection connection : connections) {
                if (connection.load() < TRICKLE) {
                    return connection;
                }
            }
        }
        return leastLoaded();
    }

    private Connection leastLoaded() {
        Connection least = connections.getFirst();
        for (int i = 1; i < connections.size() && least.load() > 0; i++) {
            Connection other = connections.get(i);
            if (other.load() < least.load()) {
                least = other;
            }
        }
        return least;
    }

    private void checkDeadlines() {
        long now = loop.nanoTime();
        connections.forEach(connection -> connection.checkDeadline(now));
        loop.schedule(DEADLINE_CHECK, this::checkDeadlines);
    }

    @Override
    public void onLost(Runnable listener) {
        onLost = listener;
    }

    @Override
    public void turn() {
        if (config.urls().size() > 1) {
            turn = (turn + 1) % config.urls().size();
            disconnect();
            connect();
        }
    }

    private void connect() {
        for (int i = 0; i < config.connections(); i++) {
            connections.add(new Connection(loop, config, current(), () -> onLost.run()));
        }
    }

    private void disconnect() {
        connections.forEach(Connection::close);
        connections.clear();
    }

    private URI current() {
        return config.urls().get(turn);
    }

    @Override
    public String url() {
        return current().getScheme() + "://" + current().getHost() + ":" + ClientOptions.port(current());
    }

    String reason(Throwable cause) {
        return Reasons.of(cause, url());
    }

    @Override
    public void close() {
        loop.execute(this::disconnect);
    }
}
