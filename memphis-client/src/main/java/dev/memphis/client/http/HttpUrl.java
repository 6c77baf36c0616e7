package dev.memphis.client.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Reads addresses of HTTP servers, as users give them. Stateless. */
public final class HttpUrl {
    private HttpUrl() {}

    /** Returns an http or https URL with a host and without user information; empty if the text is anything else. */
    public static Optional<URI> read(String text) {
        try {
            URI url = new URI(text);
            boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            return Optional.of(url).filter(u -> web && u.getHost() != null && u.getRawUserInfo() == null);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
