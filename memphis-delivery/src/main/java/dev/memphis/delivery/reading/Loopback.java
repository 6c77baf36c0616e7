package dev.memphis.delivery.reading;

import dev.memphis.delivery.options.ProxyConfig;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;

/** Tells hosts that never leave this machine, by how they are written: no name is looked up. Stateless. */
public final class Loopback {
    private static final Pattern IPV4 = Pattern.compile("127(\\.[0-9]{1,3}){3}");

    private Loopback() {}

    /** Returns whether a URL's host is this machine itself (RFC 6761 for {@code localhost}). */
    public static boolean is(String host) {
        String name = ProxyConfig.withoutBrackets(host).toLowerCase(Locale.ROOT);
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || IPV4.matcher(name).matches()
                || name.indexOf(':') >= 0 && isIpv6(name);
    }

    private static boolean isIpv6(String literal) {
        try {
            return InetAddress.getByName(literal).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
