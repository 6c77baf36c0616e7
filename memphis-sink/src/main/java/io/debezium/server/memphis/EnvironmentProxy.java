package io.debezium.server.memphis;

import dev.memphis.delivery.options.GatewayConfig;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The proxy that other programs take from the environment. The sink takes its own from an option alone, since the
 * environment's was seldom set with the gateway in mind; that it is not used is told. Stateless.
 */
final class EnvironmentProxy {
    private EnvironmentProxy() {}

    /** Returns the variable that names a proxy for one of the gateway's URLs, if the sink uses none. */
    static Optional<String> unused(Map<String, String> environment, GatewayConfig gateway) {
        if (gateway.proxy().isPresent()) {
            return Optional.empty();
        }
        NoProxy exceptions = NoProxy.of(environment);
        return gateway.urls().stream()
                .filter(url -> !exceptions.covers(url))
                .flatMap(url -> Stream.of(url.getScheme() + "_proxy", "all_proxy"))
                .flatMap(name -> Stream.of(name.toUpperCase(Locale.ROOT), name))
                .filter(name -> !environment.getOrDefault(name, "").isBlank())
                .findFirst();
    }
}
