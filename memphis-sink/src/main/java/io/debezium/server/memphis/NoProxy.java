package io.debezium.server.memphis;

import dev.memphis.delivery.options.ProxyConfig;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The hosts that the environment wants to be reached without a proxy, as most programs read {@code NO_PROXY}: names, which stand for
 * what is below them, too, addresses, {@code *} for all, each perhaps with a port. Immutable.
 */
record NoProxy(List<String> entries) {
    static NoProxy of(Map<String, String> environment) {
        String list = environment.getOrDefault("NO_PROXY", environment.getOrDefault("no_proxy", ""));
        return new NoProxy(Arrays.stream(list.split("[,\\s]+", -1))
                .map(entry -> entry.toLowerCase(Locale.ROOT))
                .filter(entry -> !entry.isEmpty())
                .toList());
    }

    /** Returns whether a URL is to be reached without a proxy. */
    boolean covers(URI url) {
        String host = ProxyConfig.withoutBrackets(url.getHost()).toLowerCase(Locale.ROOT);
        return entries.stream().anyMatch(entry -> covers(entry, host, url.getPort()));
    }

    private static boolean covers(String entry, String host, int port) {
        if (entry.equals("*")) {
            return true;
        }
        String name = entry.replaceFirst("^\\[(.*)]$", "$1").replaceFirst("^\\*?\\.", "");
        String withPort = (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
        return host.equals(name) || !name.isEmpty() && host.endsWith("." + name) || withPort.equals(entry);
    }
}
