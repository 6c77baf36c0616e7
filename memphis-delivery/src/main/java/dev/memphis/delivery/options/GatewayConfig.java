package dev.memphis.delivery.options;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How to reach the gateway. Immutable.
 *
 * @param urls at least one http or https URL; used in turn when one is away
 * @param connections how many connections carry produce requests
 * @param sharedAddress whether several gateways stand behind one address
 * @param firstUseTimeout for the first produce to a station, which may take up to two minutes (contract, "Produce")
 */
public record GatewayConfig(
        List<URI> urls,
        int connections,
        Duration connectTimeout,
        Duration requestTimeout,
        Duration firstUseTimeout,
        boolean sharedAddress,
        Compression compression,
        TlsConfig tls,
        Optional<ProxyConfig> proxy) {}
