package dev.memphis.delivery.transport;

import dev.memphis.delivery.options.GatewayConfig;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.SSLOptions;
import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;

/** Requests that need no place in any order: log-in, refresh, consume. Confined to the loop. */
final class Aside {
    private final VertxLoop loop;
    private final HttpClient client;
    private final URI url;

    Aside(VertxLoop loop, GatewayConfig config, URI url) {
        this(loop, loop.vertx().createHttpClient(ClientOptions.of(config, url)), url);
    }

    Aside(VertxLoop loop, HttpClient client, URI url) {
        this.loop = loop;
        this.client = client;
        this.url = url;
    }

    void post(HttpPost request, Duration timeout, Consumer<HttpReply> done) {
        AsideExchange exchange = new AsideExchange(request, Endpoint.shown(url), done);
        exchange.endAfter(loop, timeout);
        client.request(HttpMethod.POST, url.getRawPath() + request.path())
                // What fails at once, as a name that cannot be resolved may, is not told before this returns.
                .onFailure(cause -> loop.execute(() -> exchange.fail(cause)))
                .onSuccess(exchange::begin);
    }

    /** Connections made from now on have these certificates. */
    Future<Boolean> updateStores(SSLOptions options) {
        return client.updateSSLOptions(options, true);
    }

    void close() {
        client.close();
    }
}
