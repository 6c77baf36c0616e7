package dev.memphis.delivery.event;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which names a message header may have, whether configured or captured. The gateway makes a message header of every request header, so a name must be
 * valid in HTTP (RFC 9110, section 5.1), must not steer the request itself, and must not be one the broker keeps for
 * itself (contract, "Answers, exactly").
 */
public final class HeaderName {
    /** The rule in words, to be read after "must be". */
    public static final String RULE = "an HTTP header name that does not start with $memphis and does not steer the"
            + " request (such as Authorization, Content-Type, Connection)";

    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}");
    private static final String BROKERS_OWN = "$memphis";
    private static final Set<String> STEERING = Set.of(
            "accept-encoding",
            "authorization",
            "connection",
            "content-encoding",
            "content-length",
            "content-type",
            "cookie",
            "expect",
            "host",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "user-agent");

    private HeaderName() {}

    /** Returns whether a message header may have this name. */
    public static boolean isAllowed(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return isAllowedPrefix(name) && !STEERING.contains(lower);
    }

    /** Returns whether names may start with this text. */
    public static boolean isAllowedPrefix(String prefix) {
        return TOKEN.matcher(prefix).matches()
                && !prefix.toLowerCase(Locale.ROOT).startsWith(BROKERS_OWN);
    }
}
