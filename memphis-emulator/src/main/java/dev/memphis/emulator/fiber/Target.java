package dev.memphis.emulator.fiber;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a request's first line and Host header point at, the way the gateway's HTTP server takes them apart: routes are
 * found by the path as sent, but log-in rules and the station's name come from the decoded and cleaned one. Immutable.
 */
public final class Target {
    private static final String HEX = "0123456789ABCDEF";
    private static final String PLAIN_IN_PATHS = "-_.~$&+,/:;=@";
    private static final String PLAIN_IN_HOSTS = "-_.~!$&'()*+,;=:[]<>\"%";
    private static final int STATION = 2;

    private final String sent;
    private final String query;
    private final String cleaned;

    private Target(String sent, String query, String cleaned) {
        this.sent = sent;
        this.query = query;
        this.cleaned = cleaned;
    }

    /**
     * @param uri as in the request's first line, a byte each char
     * @param host the Host header, null if there is none
     */
    public static Target of(String uri, @Nullable String host) {
        String rest = uri;
        String authority = host == null ? "" : host;
        int scheme = uri.indexOf("://");
        if (scheme > 0 && uri.lastIndexOf('/', scheme) < 0) {
            int path = uri.indexOf('/', scheme + 3);
            authority = path < 0 ? uri.substring(scheme + 3) : uri.substring(scheme + 3, path);
            rest = path < 0 ? "/" : uri.substring(path);
        }
        if (!isHost(authority)) {
            // The server gives up on the URI and goes on with an empty one.
            return new Target("", "", "/");
        }
        int fragment = rest.indexOf('#');
        String known = fragment < 0 ? rest : rest.substring(0, fragment);
        int mark = known.indexOf('?');
        String sent = mark < 0 ? known : known.substring(0, mark);
        return new Target(sent, mark < 0 ? "" : known.substring(mark + 1), quoted(clean(sent)));
    }

    private static boolean isHost(String host) {
        return host.chars().allMatch(c -> c >= 0x80 || Character.isLetterOrDigit(c) || PLAIN_IN_HOSTS.indexOf(c) >= 0);
    }

    /** The path as sent, as text. */
    public String sent() {
        return text(sent);
    }

    /** The path that routes are matched with: small letters, no slash at the end. */
    public String route() {
        String route = sent.toLowerCase(Locale.ROOT);
        int end = route.length();
        while (end > 1 && route.charAt(end - 1) == '/') {
            end--;
        }
        return route.substring(0, end);
    }

    /** The path that tells whether a token is needed, in small letters. */
    public String cleaned() {
        return cleaned.toLowerCase(Locale.ROOT);
    }

    /** The station's name as the gateway cuts it out of the URI. */
    public String station() {
        String[] parts = cleaned.split("/", -1);
        return (parts.length > STATION ? parts[STATION] : "").toLowerCase(Locale.ROOT);
    }

    /** The first value of a parameter of the query; none if it is not there. */
    public Optional<String> parameter(String name) {
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String key = equals < 0 ? pair : pair.substring(0, equals);
            if (decoded(key.replace('+', ' ')).equals(name)) {
                return Optional.of(
                        equals < 0 ? "" : decoded(pair.substring(equals + 1).replace('+', ' ')));
            }
        }
        return Optional.empty();
    }

    private static String clean(String path) {
        String clean = decoded(path.startsWith("/") ? path : "/" + path);
        while (clean.contains("//")) {
            clean = clean.replace("//", "/");
        }
        while (clean.contains("/./")) {
            clean = clean.replace("/./", "/");
        }
        for (int up = clean.indexOf("/../"); up >= 0; up = clean.indexOf("/../")) {
            int parent = Math.max(0, clean.lastIndexOf('/', up - 1));
            clean = clean.substring(0, parent) + clean.substring(up + 3);
        }
        if (clean.endsWith("/..")) {
            int parent = clean.lastIndexOf('/', clean.length() - 4);
            clean = parent < 0 ? "/" : clean.substring(0, parent + 1);
        }
        return clean;
    }

    /** Decodes what is percent-encoded; what is wrongly so stays as it is. */
    private static String decoded(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        StringBuilder decoded = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int value = c == '%' && i + 2 < text.length() ? hex(text.charAt(i + 1), text.charAt(i + 2)) : -1;
            decoded.append(value < 0 ? c : (char) value);
            i += value < 0 ? 0 : 2;
        }
        return decoded.toString();
    }

    private static int hex(char high, char low) {
        int one = high < 0x80 ? Character.digit(high, 16) : -1;
        int other = low < 0x80 ? Character.digit(low, 16) : -1;
        return one < 0 || other < 0 ? -1 : one * 16 + other;
    }

    private static String quoted(String path) {
        StringBuilder quoted = new StringBuilder(path.length());
        for (char c : path.toCharArray()) {
            boolean letter = c < 0x80 && Character.isLetterOrDigit(c);
            if (letter || PLAIN_IN_PATHS.indexOf(c) >= 0) {
                quoted.append(c);
            } else {
                quoted.append('%').append(HEX.charAt(c >> 4 & 0xf)).append(HEX.charAt(c & 0xf));
            }
        }
        return quoted.toString();
    }

    /** Netty hands bytes on as chars; this makes text of them. */
    public static String text(String bytes) {
        for (int i = 0; i < bytes.length(); i++) {
            if (bytes.charAt(i) >= 0x80) {
                return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
            }
        }
        return bytes;
    }
}
