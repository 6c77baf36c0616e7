package dev.memphis.emulator.access;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The names under which a browser may speak to the emulator. A page from elsewhere can point a name of its own at the
 * emulator's address (DNS rebinding), so a name counts only if it is this machine's own or was configured; an address
 * cannot be pointed anywhere, and counts. Immutable.
 */
public final class AllowedHosts {
    private final boolean loopbackOnly;
    private final Set<String> names = new HashSet<>();

    /**
     * @param listeningOn the host that the ports are bound to
     * @param more further names, for example of a container
     */
    public AllowedHosts(String listeningOn, List<String> more) {
        loopbackOnly = isLoopback(listeningOn);
        names.add(listeningOn.toLowerCase(Locale.ROOT));
        more.forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
    }

    /** Says whether nobody but this machine can reach the emulator. */
    public boolean loopbackOnly() {
        return loopbackOnly;
    }

    /** Says whether a request may be addressed like this: the value of its Host header. */
    public boolean allows(String host) {
        String name = nameOf(host).toLowerCase(Locale.ROOT);
        return isKnown(name) || (!loopbackOnly && isAddress(name));
    }

    /** Says whether a page from elsewhere on a known name, with this Origin, may ask; an address is not known. */
    public boolean allowsOrigin(String origin) {
        try {
            String authority = URI.create(origin).getRawAuthority();
            return authority != null && isKnown(nameOf(authority).toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private boolean isKnown(String name) {
        return isLoopback(name) || names.contains(name);
    }

    /** Says whether a host is this machine's own address, or a name of it. */
    public static boolean isLoopback(String name) {
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || name.equals("::1")
                || name.equals("[::1]")
                || name.matches("127(\\.\\d{1,3}){3}");
    }

    private static boolean isAddress(String name) {
        return name.matches("\\d{1,3}(\\.\\d{1,3}){3}") || name.matches("\\[[0-9a-f:.]+\\]");
    }

    private static String nameOf(String host) {
        int port = host.lastIndexOf(':');
        return port > host.lastIndexOf(']') ? host.substring(0, port) : host;
    }
}
