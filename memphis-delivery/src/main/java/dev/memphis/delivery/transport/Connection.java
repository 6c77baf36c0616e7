package dev.memphis.delivery.transport;

import dev.memphis.delivery.event.EventHeader;
import dev.memphis.delivery.options.GatewayConfig;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.vertx.core.AsyncResult;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * One HTTP/1.1 connection with pipelining: requests go out at once and are handled by the gateway strictly in order
 * (contract, "Produce"). Opened when first used, and again after it broke. Confined to the loop.
 */
final class Connection {
    private final VertxLoop loop;
    private final NetClient client;
    private final Endpoint endpoint;
    private final Runnable onLost;
    private final Deque<Exchange> waiting = new ArrayDeque<>();
    private HttpCodec codec;
    private Outgoing outgoing;
    /** Null while there is none, also while one is being opened. */
    private NetSocket socket;
    /** Counts the sockets, so that what is told late of an old one is known as such. */
    private long life;

    private boolean carried;

    Connection(VertxLoop loop, GatewayConfig config, URI url, Runnable onLost) {
        this.loop = loop;
        this.client = loop.vertx().createNetClient(ClientOptions.ofSocket(config, url));
        this.endpoint = Endpoint.of(config, url);
        this.onLost = onLost;
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

    void send(Request request, Duration timeout, Consumer<Reply> done) {
        if (codec == null) {
            open();
        }
        List<ByteBuf> bytes = codec.encode(encoded(request));
        waiting.add(new Exchange(Exchange.deadline(timeout), done));
        outgoing.add(bytes);
    }

    private FullHttpRequest encoded(Request request) {
        HttpHeaders headers = new DefaultHttpHeaders();
        endpoint.address(headers);
        headers.set(HttpHeaderNames.CONTENT_TYPE, request.contentType());
        for (EventHeader header : request.headers()) {
            headers.add(header.name(), header.value());
        }
        headers.set(HttpHeaderNames.CONTENT_LENGTH, request.body().readableBytes());
        return new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1,
                HttpMethod.POST,
                endpoint.urlPrefix() + request.path(),
                request.body(),
                headers,
                EmptyHttpHeaders.INSTANCE);
    }

    private void open() {
        codec = new HttpCodec();
        outgoing = new Outgoing(loop);
        long mine = ++life;
        client.connect(endpoint.port(), endpoint.host()).onComplete(opened -> opened(mine, opened));
    }

    private void opened(long mine, AsyncResult<NetSocket> opened) {
        if (mine != life) {
            // It took so long that it was given up, and another may be there since.
            if (opened.succeeded()) {
                opened.result().close();
            }
        } else if (opened.failed()) {
            broken(opened.cause());
        } else {
            socket = opened.result();
            socket.handler(bytes -> received(mine, bytes))
                    .exceptionHandler(cause -> failed(mine, cause))
                    .closeHandler(ignored -> closed(mine));
            outgoing.to(socket);
        }
    }

    private void received(long mine, Buffer bytes) {
        if (mine != life) {
            return;
        }
        try {
            answered(mine, codec.decode(bytes.getByteBuf()));
        } catch (RuntimeException e) {
            failed(mine, e);
        }
    }

    private void answered(long mine, List<FullHttpResponse> answers) {
        for (FullHttpResponse answer : answers) {
            // What is told of one answer may have the connection closed.
            if (mine != life) {
                return;
            }
            if (waiting.isEmpty()) {
                failed(mine, new SocketException("an answer to nothing that was asked"));
                return;
            }
            waiting.remove().done().accept(Reply.Whole.of(answer));
            if (mine == life && !HttpUtil.isKeepAlive(answer)) {
                failed(mine, new SocketException("the connection was closed by what answers"));
            }
        }
    }

    private void closed(long mine) {
        if (mine == life) {
            try {
                answered(mine, codec.end());
            } catch (RuntimeException e) {
                failed(mine, e);
            }
            failed(mine, new SocketException("the connection was closed before the answer"));
        }
    }

    private void failed(long mine, Throwable cause) {
        if (mine == life) {
            onLost.run();
            broken(cause);
        }
    }

    /** Breaks the connection if its oldest request has waited too long: what is behind it cannot be answered either. */
    void checkDeadline(long now) {
        Exchange oldest = waiting.peek();
        if (oldest != null && oldest.late(now)) {
            if (socket != null) {
                onLost.run();
            }
            broken(new TimeoutException("no answer in time"));
        }
    }

    private void broken(Throwable cause) {
        List<Exchange> unanswered = leave();
        unanswered.forEach(exchange -> exchange.done().accept(new Reply.None(cause)));
    }

    /** Forgets the socket, and returns what it did not answer. */
    private List<Exchange> leave() {
        life++;
        codec = null;
        outgoing = null;
        if (socket != null) {
            socket.close();
            socket = null;
        }
        List<Exchange> unanswered = List.copyOf(waiting);
        waiting.clear();
        return unanswered;
    }

    /** Breaks off; what was not answered is told so afterwards. */
    void close() {
        List<Exchange> unanswered = leave();
        client.close();
        Reply reply = new Reply.None(new SocketException("the connection was given up"));
        loop.execute(() -> unanswered.forEach(exchange -> exchange.done().accept(reply)));
    }
}
