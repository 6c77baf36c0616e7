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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*                     | https://gateway           | false",
                "gateway               | https://gateway           | false",
                "GATEWAY               | https://gateway           | false",
                "a, b gateway          | https://gateway           | false",
                ".example.org          | https://gw.example.org    | false",
                "*.example.org         | https://gw.example.org    | false",
                "example.org           | https://gw.example.org    | false",
                "example.org           | https://example.org       | false",
                "ample.org             | https://gw.example.org    | true",
                "gateway:4444          | https://gateway:4444      | false",
                "gateway:4445          | https://gateway:4444      | true",
                "10.1.2.3              | https://10.1.2.3:4444     | false",
                "::1                   | https://[::1]:4444        | false",
                "[::1]                 | https://[::1]:4444        | false",
                "[::1]:4444            | https://[::1]:4444        | false",
                "::2                   | https://[::1]:4444        | true",
                "[                     | https://gateway           | true",
                ".                     | https://gateway           | true",
                "''                    | https://gateway           | true"
            })
    void hostThatNeedsNoProxy_isNotTold(String noProxy, String url, boolean told) {
        for (String name : List.of("NO_PROXY", "no_proxy")) {
            assertThat(EnvironmentProxy.unused(
                                    Map.of("HTTPS_PROXY", "http://proxy:3128", name, noProxy),
                                    gateway(url, Optional.empty()))
                            .isPresent())
                    .isEqualTo(told);
        }
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
