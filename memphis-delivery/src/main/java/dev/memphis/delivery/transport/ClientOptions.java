package dev.memphis.delivery.transport;

import dev.memphis.delivery.options.GatewayConfig;
import dev.memphis.delivery.options.ProxyConfig;
import dev.memphis.delivery.options.Secret;
import dev.memphis.delivery.options.StoreFile;
import dev.memphis.delivery.options.TlsConfig;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.ClientOptionsBase;
import io.vertx.core.net.JksOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.PfxOptions;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import io.vertx.core.net.TrustOptions;
import java.net.URI;

/**
 * The configuration of a client of the gateway in Vert.x's words. Public so that {@code memphis check} reaches the gateway just
 * as the sink does. Stateless.
 */
public final class ClientOptions {
    private ClientOptions() {}

    /** Returns the options of an HTTP client for one of the configured URLs. */
    public static HttpClientOptions of(GatewayConfig config, URI url) {
        HttpClientOptions options = new HttpClientOptions()
                .setDefaultHost(url.getHost())
                .setDefaultPort(port(url))
                .setVerifyHost(config.tls().verifyHost());
        reach(options, config, url);
        config.proxy().ifPresent(proxy -> options.setProxyOptions(proxy(proxy)));
        return options;
    }

    /** Returns the options of a connection to one of the configured URLs; a proxy is dug through only with TLS. */
    static NetClientOptions ofSocket(GatewayConfig config, URI url) {
        NetClientOptions options = new NetClientOptions()
                .setHostnameVerificationAlgorithm(config.tls().verifyHost() ? "HTTPS" : "");
        reach(options, config, url);
        if (secure(url)) {
            config.proxy().ifPresent(proxy -> options.setProxyOptions(proxy(proxy)));
        }
        return options;
    }

    private static void reach(ClientOptionsBase options, GatewayConfig config, URI url) {
        options.setConnectTimeout((int) config.connectTimeout().toMillis())
                .setTcpNoDelay(true)
                .setTcpKeepAlive(true);
        if (secure(url)) {
            secure(options, config.tls());
        }
    }

    static boolean secure(URI url) {
        return url.getScheme().equals("https");
    }

    /** Returns the port, the scheme's own if the URL names none. */
    public static int port(URI url) {
        if (url.getPort() != -1) {
            return url.getPort();
        }
        return secure(url) ? 443 : 80;
    }

    private static void secure(ClientOptionsBase options, TlsConfig tls) {
        options.setSsl(true);
        tls.trustStore().ifPresent(store -> options.setTrustOptions(trust(store)));
        tls.keyStore().ifPresent(store -> options.setKeyCertOptions(key(store)));
    }

    private static TrustOptions trust(StoreFile store) {
        return switch (store.type()) {
            case PEM -> new PemTrustOptions().addCertPath(store.path().toString());
            case JKS -> jks(store);
            case PKCS12 -> pkcs12(store);
        };
    }

    private static KeyCertOptions key(StoreFile store) {
        return switch (store.type()) {
            case PEM ->
                new PemKeyCertOptions()
                        .setCertPath(store.path().toString())
                        .setKeyPath(store.key().orElse(store.path()).toString());
            case JKS -> jks(store);
            case PKCS12 -> pkcs12(store);
        };
    }

    private static JksOptions jks(StoreFile store) {
        JksOptions options = new JksOptions().setPath(store.path().toString());
        store.password().map(Secret::reveal).ifPresent(options::setPassword);
        return options;
    }

    private static PfxOptions pkcs12(StoreFile store) {
        PfxOptions options = new PfxOptions().setPath(store.path().toString());
        store.password().map(Secret::reveal).ifPresent(options::setPassword);
        return options;
    }

    private static ProxyOptions proxy(ProxyConfig proxy) {
        ProxyOptions options =
                new ProxyOptions().setType(ProxyType.HTTP).setHost(proxy.host()).setPort(proxy.port());
        proxy.username().ifPresent(options::setUsername);
        proxy.password().map(Secret::reveal).ifPresent(options::setPassword);
        return options;
    }
}
