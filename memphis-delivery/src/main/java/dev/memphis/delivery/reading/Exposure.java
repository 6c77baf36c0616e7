package dev.memphis.delivery.reading;

import dev.memphis.delivery.notice.Notice;
import dev.memphis.delivery.options.GatewayConfig;
import dev.memphis.delivery.options.MemphisConfig;
import dev.memphis.delivery.options.ProxyConfig;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a configuration leaves open to others on the network, allowed though it is. Immutable.
 *
 * @param what one sentence: what is open, through which option, and who could do what
 * @param remedy what would close it
 */
public record Exposure(String what, String remedy) {
    /** Returns both, as they are told at the start. */
    public Notice notice() {
        return new Notice(what + "; " + remedy);
    }

    /** Returns what is open; empty where nothing is. */
    public static List<Exposure> of(MemphisConfig config) {
        List<Exposure> all = new ArrayList<>();
        String url = Options.URL.fullName(config.names());
        List<URI> clear = config.gateway().urls().stream()
                .filter(u -> isClear(u, config.gateway()))
                .toList();
        if (!clear.isEmpty()) {
            all.add(clearText(url, clear, config.credentials().username()));
        }
        if (!config.gateway().tls().verifyHost()) {
            all.add(anyHost(Options.VERIFY_HOST.fullName(config.names())));
        }
        return List.copyOf(all);
    }

    /** A request goes to the proxy first, and from there on to the gateway. */
    private static boolean isClear(URI url, GatewayConfig gateway) {
        String next = gateway.proxy().map(ProxyConfig::host).orElse(url.getHost());
        return url.getScheme().equals("http") && !(Loopback.is(url.getHost()) && Loopback.is(next));
    }

    private static Exposure clearText(String option, List<URI> urls, String user) {
        String shown = urls.stream().map(URI::toString).collect(Collectors.joining(", "));
        return new Exposure(
                "Nothing is encrypted (" + option + "=" + shown
                        + "): who can see the network reads the password of user '" + user
                        + "' and every event, and can change them",
                "put a TLS proxy before the gateway and write https:// (docs/security.md)");
    }

    private static Exposure anyHost(String option) {
        return new Exposure(
                "Host names are not verified (" + option + "=false): whoever has any certificate that is trusted can"
                        + " pretend to be the gateway",
                "give the gateway a certificate that names its host, and leave the option out");
    }
}
