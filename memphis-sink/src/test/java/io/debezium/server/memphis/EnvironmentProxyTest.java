package io.debezium.server.memphis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.delivery.options.Compression;
import dev.memphis.delivery.options.GatewayConfig;
import dev.memphis.delivery.options.ProxyConfig;
import dev.memphis.delivery.options.TlsConfig;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentProxyTest {
    @ParameterizedTest
    @CsvSource({
        "https, HTTPS_PROXY, true",
        "https, https_proxy, true",
        "https, HTTP_PROXY, false",
        "http, http_proxy, true",
        "http, HTTPS_PROXY, false",
        "http, ALL_PROXY, true",
        "https, NO_PROXY, false",
    })
    void variableForTheUrlsScheme_isTold(String scheme, String variable, boolean told) {
        assertThat(EnvironmentProxy.unused(
                        Map.of(variable, "http://proxy:3128"), gateway(scheme + "://gateway", Optional.empty())))
                .isEqualTo(told ? Optional.of(variable) : Optional.empty());
    }

    @Test
    void emptyVariableOrAProxyInTheOptions_isNotTold() {
        ProxyConfig proxy = new ProxyConfig("proxy", 3128, Optional.empty(), Optional.empty());

        assertThat(EnvironmentProxy.unused(Map.of("HTTPS_PROXY", " "), gateway("https://gateway", Optional.empty())))
                .isEmpty();
        assertThat(EnvironmentProxy.unused(
                        Map.of("HTTPS_PROXY", "http://other:3128"), gateway("https://gateway", Optional.of(proxy))))
                .isEmpty();
    }

    private static GatewayConfig gateway(String url, Optional<ProxyConfig> proxy) {
        Duration second = Duration.ofSeconds(1);
        return new GatewayConfig(
                List.of(URI.create(url)),
                1,
                second,
                second,
                second,
                false,
                Compression.NONE,
                new TlsConfig(Optional.empty(), Optional.empty(), true),
                proxy);
    }
}
