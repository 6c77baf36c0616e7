package dev.memphis.delivery.options;

import java.util.Optional;

/** An HTTP proxy between the sink and the gateway. Immutable. */
public record ProxyConfig(String host, int port, Optional<String> username, Optional<Secret> password) {}
