package dev.memphis.delivery.transport;

import dev.memphis.delivery.options.GatewayConfig;
import dev.memphis.delivery.options.ProxyConfig;
import dev.memphis.delivery.options.Secret;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Where a connection goes, and what its requests say because of that. Plain HTTP by way of a proxy asks the proxy for whole
 * URLs (RFC 9112, 3.2.2); through TLS a tunnel is dug, and the gateway is spoken to as without one. A path of the configured
 * URL stands before every request's own. Immutable.
 */
record Endpoint(
        String url, String host, int port, String hostHeader, String urlPrefix, Optional<String> proxyAuthorization) {
    static Endpoint of(GatewayConfig config, URI url) {
        String hostHeader = url.getPort() == -1 ? url.getHost() : url.getHost() + ":" + url.getPort();
        Optional<ProxyConfig> asked = config.proxy().filter(proxy -> !ClientOptions.secure(url));
        if (asked.isPresent()) {
            ProxyConfig proxy = asked.get();
            return new Endpoint(
                    shown(url),
                    proxy.host(),
                    proxy.port(),
                    hostHeader,
                    url.getScheme() + "://" + hostHeader + url.getRawPath(),
                    authorization(proxy));
        }
        return new Endpoint(
                shown(url),
                ProxyConfig.withoutBrackets(url.getHost()),
                ClientOptions.port(url),
                hostHeader,
                url.getRawPath(),
                Optional.empty());
    }

    /** Returns an address for messages. */
    static String shown(URI url) {
        return url.getScheme() + "://" + url.getHost() + ":" + ClientOptions.port(url) + url.getRawPath();
    }

    private static Optional<String> authorization(ProxyConfig proxy) {
        return proxy.username().map(user -> {
            String pair = user + ":" + proxy.password().map(Secret::reveal).orElse("");
            return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        });
    }

    /** Adds what every request needs on the way there. */
    void address(HttpHeaders headers) {
        headers.set(HttpHeaderNames.HOST, hostHeader);
        proxyAuthorization.ifPresent(value -> headers.set(HttpHeaderNames.PROXY_AUTHORIZATION, value));
    }

    /** Leaves out the password. */
    @Override
    public String toString() {
        return "Endpoint[" + host + ":" + port + "]";
    }
}
