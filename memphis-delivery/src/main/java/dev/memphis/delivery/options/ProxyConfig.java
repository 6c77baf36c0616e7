package dev.memphis.delivery.options;

import java.util.Optional;

/** An HTTP proxy between the sink and the gateway. Immutable. */
public record ProxyConfig(String host, int port, Optional<String> username, Optional<Secret> password) {
    /** Returns a URL's host as it is connected to: an address of IPv6 stands in brackets in a URL, and only there. */
    public static String withoutBrackets(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
