package dev.memphis.cli.http;

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
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** Calls one server and waits for the answer. To be used by one thread. */
public final class HttpCaller implements AutoCloseable {
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
    static HttpCaller of(URI url) {
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
     * @throws CallException if no whole answer comes within the time-out
     */
    public HttpAnswer call(HttpMethod method, String path, Map<String, String> headers, String body, Duration timeout)
            throws CallException, InterruptedException {
        Future<HttpAnswer> answer = client.request(method, prefix + path).compose(request -> {
            headers.forEach(request::putHeader);
            return request.send(Buffer.buffer(body)).compose(response -> whole(request, response));
        });
        try {
            return answer.toCompletionStage().toCompletableFuture().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new CallException(Reasons.of(e.getCause(), url.toString()));
        } catch (TimeoutException e) {
            throw new CallException("no answer within " + timeout.toMillis() + " ms from " + url);
        }
    }

    private static Future<HttpAnswer> whole(HttpClientRequest request, HttpClientResponse response) {
        Optional<String> tls =
                Optional.ofNullable(request.connection().sslSession()).map(HttpCaller::words);
        return response.body()
                .map(body -> new HttpAnswer(
                        response.statusCode(), body.toString(), Optional.ofNullable(response.getHeader("Date")), tls));
    }

    private static String words(SSLSession session) {
        try {
            Certificate[] chain = session.getPeerCertificates();
            return chain[0] instanceof X509Certificate certificate
                    ? session.getProtocol() + ", certificate of "
                            + certificate.getSubjectX500Principal().getName() + ", valid until "
                            + certificate.getNotAfter().toInstant()
                    : session.getProtocol();
        } catch (SSLPeerUnverifiedException e) {
            return session.getProtocol();
        }
    }

    @Override
    public void close() {
        client.close();
        vertx.close();
    }
}
