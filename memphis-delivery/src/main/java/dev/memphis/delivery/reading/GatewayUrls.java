package dev.memphis.delivery.reading;

import dev.memphis.delivery.options.BadValueException;
import dev.memphis.delivery.options.BadValueException.Complaint;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads URLs that name a scheme, a host, a port and for a gateway a path, and nothing else. What may hold a secret is never shown. */
final class GatewayUrls {
    private static final int HIGHEST_PORT = 65535;
    private static final Pattern OWN_ROUTE = Pattern.compile("/(stations|auth|monitoring)(/|$)");

    private GatewayUrls() {}

    /** Returns the URLs of a comma list; at least one, none twice. */
    static List<URI> read(String text) throws BadValueException {
        rejectUser(text); // before the commas are looked at: a password may hold some
        List<URI> urls = new ArrayList<>();
        List<Complaint> complaints = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            try {
                URI url = bareUrl(part.strip(), Set.of("http", "https"), "must start with http:// or https://");
                if (OWN_ROUTE.matcher(url.getRawPath()).find()) {
                    throw bad(part, "must end before the gateway's own routes (/stations, /auth): the sink adds them");
                }
                if (urls.contains(url)) {
                    throw bad(part, "must be given once, but is there twice");
                }
                urls.add(url);
            } catch (BadValueException e) {
                complaints.addAll(e.complaints());
            }
        }
        if (!complaints.isEmpty()) {
            throw new BadValueException(complaints);
        }
        return List.copyOf(urls);
    }

    /** Returns a proxy's URL: http, with a port. */
    static URI readProxy(String text) throws BadValueException {
        rejectUser(text);
        URI url = bareUrl(text, Set.of("http"), "must start with http://");
        if (!url.getRawPath().isEmpty()) {
            throw bad(text, "must end after host and port, without path");
        }
        if (url.getPort() < 0) {
            throw bad(text, "must name the port, as in http://proxy:3128");
        }
        return url;
    }

    private static URI bareUrl(String text, Set<String> schemes, String schemeRule) throws BadValueException {
        if (text.isEmpty()) {
            throw bad(text, "must be a URL, but there is nothing between two commas or at an end");
        }
        URI url = parse(text);
        if (url.getScheme() == null || !schemes.contains(url.getScheme().toLowerCase(Locale.ROOT))) {
            throw bad(text, schemeRule);
        }
        if (url.getHost() == null) {
            throw bad(text, "must name a host of letters, digits, '.' and '-' (no '_'), and the port in digits");
        }
        if (url.getPort() == 0 || url.getPort() > HIGHEST_PORT) {
            throw bad(text, "must have a port from 1 to " + HIGHEST_PORT);
        }
        if (url.getRawQuery() != null || url.getRawFragment() != null) {
            throw bad(text, "must end after host, port and path, without query or fragment");
        }
        if ((url.getRawPath() + "/").contains("/../")) {
            throw bad(text, "must have no .. in its path");
        }
        return plain(url);
    }

    /** Returns the URL as everyone may compare it: scheme in lower case, no dots in the path, no slash at the end. */
    private static URI plain(URI url) {
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        String path = url.normalize().getRawPath().replaceAll("/+$", "");
        return URI.create(url.getScheme().toLowerCase(Locale.ROOT) + "://" + url.getHost() + port + path);
    }

    private static void rejectUser(String text) throws BadValueException {
        if (text.contains("@")) {
            throw bad(text, "must not name a user; there are options of their own for user name and password");
        }
    }

    private static URI parse(String text) throws BadValueException {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw bad(text, "must be a URL such as http://localhost:4444");
        }
    }

    private static BadValueException bad(String text, String rule) {
        return new BadValueException(withoutSecrets(text), rule);
    }

    /** Hides what stands before an '@' (user and password) and after a '?' (perhaps a token). */
    private static String withoutSecrets(String text) {
        int at = text.lastIndexOf('@');
        int slashes = text.indexOf("://");
        int from = slashes < 0 || slashes > at ? 0 : slashes + "://".length();
        String noUser = at < 0 ? text : text.substring(0, from) + "***" + text.substring(at);
        int query = noUser.indexOf('?');
        return query < 0 ? noUser : noUser.substring(0, query) + "?***";
    }
}
