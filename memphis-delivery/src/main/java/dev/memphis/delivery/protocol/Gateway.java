package dev.memphis.delivery.protocol;

import dev.memphis.delivery.event.EventHeader;
import dev.memphis.delivery.options.Compression;
import dev.memphis.delivery.options.GatewayConfig;
import dev.memphis.delivery.options.MemphisConfig;
import dev.memphis.delivery.transport.HttpPost;
import dev.memphis.delivery.transport.HttpReply;
import dev.memphis.delivery.transport.Loop;
import dev.memphis.delivery.transport.Transport;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The Memphis REST gateway, as the writer speaks with it (contract, "Routes"). Confined to the loop, on which every answer
 * comes too, exactly once and never before the call returned.
 */
public final class Gateway {
    private final Transport transport;
    private final Loop loop;
    private final GatewayConfig config;
    private final TokenSource tokens;
    private final Receipts receipts;
    private final Routes routes = new Routes();
    private final HeadLimit heads;
    /** The newest reply that meant acceptance: the transport hands the same one over for as long as answers are the same. */
    private @Nullable HttpReply accepted;

    /** @param random for the ids of receipts, which must differ from those of every other run */
    public Gateway(Transport transport, Loop loop, MemphisConfig config, Clock clock, RandomGenerator random) {
        this.transport = transport;
        this.loop = loop;
        this.config = config.gateway();
        this.heads = new HeadLimit(config.names());
        this.tokens = new TokenSource(
                config.names(),
                config.credentials(),
                new HttpAuthExchange(transport, this.config.requestTimeout(), clock),
                clock);
        this.receipts = new Receipts(
                this, transport, loop, config.receipts(), config.gateway().sharedAddress(), random);
    }

    /** Returns the token in use. Its renewal must be alone: a log-in that meets a produce crashes the gateway. */
    public TokenSource tokens() {
        return tokens;
    }

    /** Returns the receipts of this gateway. */
    public Receipts receipts() {
        return receipts;
    }

    /**
     * Sends messages to a station.
     *
     * @return the number of the connection
     */
    public long produce(Produce request, Consumer<Outcome> done) {
        Transport.Spread spread = request.form() == Produce.Form.SINGLE ? Transport.Spread.FILL : Transport.Spread.EVEN;
        return send(
                request,
                done,
                (post, replied) -> transport.send(
                        post,
                        spread,
                        request.firstUse() ? config.firstUseTimeout() : config.requestTimeout(),
                        replied));
    }

    /** Hands a request to the transport. */
    @FunctionalInterface
    interface Handover {
        long send(HttpPost post, Consumer<HttpReply> replied);
    }

    long send(Produce request, Consumer<Outcome> done, Handover handover) {
        assert loop.isHere() : "the gateway is confined to its loop";
        String path = routes.produce(
                request.station(), request.form(), tokens.current().orElseThrow());
        int room = heads.room(path);
        if (room < 0) {
            loop.execute(() -> done.accept(new Outcome.Fatal(heads.tooLong(room))));
            return -1;
        }
        List<EventHeader> headers = heads.fit(request.headers(), room);
        List<byte[]> body = Bodies.of(request);
        if (config.compression() == Compression.GZIP) {
            headers = withEncoding(headers);
            body = Bodies.gzip(body);
        }
        return handover.send(
                new HttpPost(path, request.contentType(), headers, body),
                reply -> done.accept(outcome(reply, request.form())));
    }

    private static List<EventHeader> withEncoding(List<EventHeader> headers) {
        List<EventHeader> all = new ArrayList<>(headers);
        all.add(new EventHeader("Content-Encoding", "gzip"));
        return all;
    }

    private Outcome outcome(HttpReply reply, Produce.Form form) {
        if (reply == accepted) {
            return Outcome.ACCEPTED;
        }
        Outcome outcome = switch (reply) {
            case HttpReply.Answered answered -> AnswerTable.outcome(Answers.read(answered), form);
            case HttpReply.None(String reason) -> new Outcome.Unanswered(reason);
        };
        if (outcome == Outcome.ACCEPTED) {
            accepted = reply;
        }
        return outcome;
    }

    String consumePath(String station) {
        return Routes.consume(station, tokens.current().orElseThrow());
    }

    /** Says whom to tell when a connection that carries events ended, in use or idle. */
    public void onConnectionEnd(Runnable listener) {
        transport.onEnd(listener);
    }

    /** Returns the numbers of the connections with requests under way, the most loaded first. */
    public List<Long> busy() {
        return transport.busy();
    }

    /** Turns to the next address, when one is away; returns whether there is another. */
    public boolean turn() {
        return transport.turn();
    }

    /** Returns the address in use, without secrets, for messages. */
    public String url() {
        return transport.url();
    }
}
