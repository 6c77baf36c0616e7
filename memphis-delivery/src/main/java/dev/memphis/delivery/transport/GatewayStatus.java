package dev.memphis.delivery.transport;

import dev.memphis.delivery.options.GatewayConfig;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Asks gateways whether they are there, by their status page (contract, "Routes"): it needs no token, and touches neither the
 * broker nor any connection of the delivery. Confined to the loop.
 */
public final class GatewayStatus {
    /** Its path. */
    public static final String PAGE = "/monitoring/status";
    /** From here on it is a gateway, or a proxy in front of one, that says it is not well. */
    private static final int SERVER_ERROR = 500;

    private final VertxLoop loop;
    private final GatewayConfig config;
    private final Duration patience;

    /** @param patience how long an answer may take */
    public GatewayStatus(VertxLoop loop, GatewayConfig config, Duration patience) {
        this.loop = loop;
        this.config = config;
        this.patience = patience;
    }

    /** Asks one URL after the other until one answers; tells on the loop why none did, or nothing if one did. */
    public void ask(Consumer<Optional<String>> told) {
        ask(config.urls(), "", told);
    }

    private void ask(List<URI> urls, String reason, Consumer<Optional<String>> told) {
        if (urls.isEmpty()) {
            told.accept(Optional.of(reason));
            return;
        }
        URI url = urls.getFirst();
        HttpClient client = client(url);
        answer(client, url).onComplete(answer -> {
            client.close();
            if (answer.succeeded() && answer.result() < SERVER_ERROR) {
                told.accept(Optional.empty());
            } else {
                ask(urls.subList(1, urls.size()), reason(answer, url), told);
            }
        });
    }

    /** Made anew each time, so that a renewed certificate is read. */
    private HttpClient client(URI url) {
        int millis = (int) Math.min(patience.toMillis(), config.connectTimeout().toMillis());
        HttpClientOptions options = ClientOptions.of(config, url).setConnectTimeout(millis);
        return loop.vertx().createHttpClient(options);
    }

    private Future<Integer> answer(HttpClient client, URI url) {
        String path = url.getRawPath().replaceAll("/+$", "") + PAGE;
        RequestOptions request =
                new RequestOptions().setMethod(HttpMethod.GET).setURI(path).setTimeout(patience.toMillis());
        return client.request(request)
                .compose(HttpClientRequest::send)
                .compose(response -> response.end().map(response.statusCode()));
    }

    private static String reason(AsyncResult<Integer> answer, URI url) {
        String shown = Endpoint.shown(url);
        return answer.succeeded() ? shown + PAGE + " answers " + answer.result() : Reasons.of(answer.cause(), shown);
    }
}
