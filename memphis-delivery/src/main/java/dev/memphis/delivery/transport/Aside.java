package dev.memphis.delivery.transport;

import dev.memphis.delivery.options.GatewayConfig;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.net.SSLOptions;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.ext.web.codec.BodyCodec;
import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;

/** Requests that need no place in any order: log-in, refresh, consume. Confined to the loop. */
final class Aside {
    private static final int LONGEST_ANSWER = 4 << 20;

    private final HttpClient sockets;
    private final WebClient client;
    private final URI url;

    Aside(VertxLoop loop, GatewayConfig config, URI url) {
        WebClientOptions options = new WebClientOptions(ClientOptions.of(config, url)).setFollowRedirects(false);
        this.sockets = loop.vertx().createHttpClient(options);
        this.client = WebClient.wrap(sockets, options);
        this.url = url;
    }

    void post(HttpPost request, Duration timeout, Consumer<HttpReply> done) {
        BoundedBody answer = new BoundedBody(LONGEST_ANSWER);
        HttpRequest<Void> post = client.post(url.getRawPath() + request.path())
                .timeout(timeout.toMillis())
                .as(BodyCodec.pipe(answer));
        post.putHeader("Content-Type", request.contentType());
        request.headers().forEach(header -> post.putHeader(header.name(), header.value()));
        Buffer body = Buffer.buffer();
        request.body().forEach(body::appendBytes);
        post.sendBuffer(body)
                .onSuccess(reply -> done.accept(whole(reply, answer)))
                .onFailure(cause -> done.accept(new HttpReply.None(Reasons.of(cause, Endpoint.shown(url)))));
    }

    private static HttpReply whole(HttpResponse<Void> reply, BoundedBody body) {
        return new HttpReply.Answered(reply.statusCode(), reply::getHeader, body.bytes());
    }

    /** Connections made from now on have these certificates. */
    Future<Boolean> updateStores(SSLOptions options) {
        return sockets.updateSSLOptions(options, true);
    }

    void close() {
        client.close();
    }
}
