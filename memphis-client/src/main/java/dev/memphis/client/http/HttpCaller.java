package dev.memphis.client.http;

import dev.memphis.delivery.options.GatewayConfig;
import dev.memphis.delivery.transport.ClientOptions;
import dev.memphis.delivery.transport.Reasons;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls one server and waits for the answer, of which no more is taken than was asked for. Thread-safe. It has a
 * thread of its own until it is closed, which does not keep the process.
 */
public final class HttpCaller implements AutoCloseable {
    /** How long an answer may be, in bytes, unless a call says otherwise: far above any page of a server that we know. */
    public static final long LONGEST = 16 << 20;

    private final URI url;
    private final String prefix;
    private final Vertx vertx;
    private final HttpClient client;

    private HttpCaller(URI url, HttpClientOptions options) {
        this.url = url;
        this.prefix = url.getRawPath().replaceAll("/+$", "");
        this.vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(2)
                .setUseDaemonThread(true)
                .setFileSystemOptions(new FileSystemOptions()
                        .setClassPathResolvingEnabled(false)
                        .setFileCachingEnabled(false)));
        this.client = vertx.createHttpClient(options);
    }

    /** Calls a gateway the way the sink does: same TLS, same proxy, same time-outs. */
    public static HttpCaller of(GatewayConfig config, URI url) {
        return new HttpCaller(url, ClientOptions.of(config, url));
    }

    /** Calls any other server. */
    public static HttpCaller of(URI url) {
        HttpClientOptions options = new HttpClientOptions()
                .setDefaultHost(url.getHost())
                .setDefaultPort(ClientOptions.port(url))
                .setSsl("https".equals(url.getScheme()))
                .setConnectTimeout(10_000);
        return new HttpCaller(url, options);
    }

    /**
     * Sends a request.
     *
     * @throws CallException if no whole answer comes within the time-out, or one of more than {@link #LONGEST} bytes
     */
    public HttpAnswer call(HttpMethod method, String path, Map<String, String> headers, String body, Duration timeout)
            throws CallException, InterruptedException {
        return call(method, path, headers, Buffer.buffer(body), timeout, LONGEST);
    }

    /**
     * Sends a request whose answer may be longer, or has to be shorter.
     *
     * @param longest in bytes
     * @throws CallException if no whole answer comes within the time-out, or a longer one
     */
    public HttpAnswer call(
            HttpMethod method, String path, Map<String, String> headers, Buffer body, Duration timeout, long longest)
            throws CallException, InterruptedException {
        Future<HttpAnswer> answer = client.request(method, prefix + path).compose(request -> {
            headers.forEach(request::putHeader);
            return request.send(body).compose(response -> new AnswerReader(request, response, longest).whole());
        });
        try {
            return answer.toCompletionStage().toCompletableFuture().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new CallException(reason(Objects.requireNonNullElse(e.getCause(), e)));
        } catch (TimeoutException e) {
            throw new CallException("no answer within " + timeout.toMillis() + " ms from " + url);
        }
    }

    private String reason(Throwable cause) {
        return cause instanceof AnswerTooLongException
                ? "the answer of " + url + " is " + cause.getMessage() + ": is that the right address?"
                : Reasons.of(cause, url.toString());
    }

    @Override
    public void close() {
        client.close();
        vertx.close();
    }
}
