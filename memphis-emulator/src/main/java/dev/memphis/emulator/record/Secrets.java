package dev.memphis.emulator.record;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Blots out what may be a token, before anything is kept. Stateless. */
final class Secrets {
    static final String BLOT = "<not recorded>";
    /** How each JWT begins: an opening brace and a quotation mark in base64. */
    private static final String JWT = "eyJ";

    private static final Set<String> SECRET_HEADERS = secretHeaders();

    private Secrets() {}

    private static Set<String> secretHeaders() {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(Set.of("Authorization", "Proxy-Authorization", "Cookie"));
        return names;
    }

    /** Returns a header's value as it may be kept. */
    static String ofHeader(String name, String value) {
        return SECRET_HEADERS.contains(name) || value.contains(JWT) ? BLOT : value;
    }

    /** Returns a path with its query as it may be kept: of parameters, only the account's number keeps its value. */
    static String ofPath(String path, @Nullable String query) {
        if (query == null || query.isEmpty()) {
            return path;
        }
        StringBuilder kept = new StringBuilder(path);
        char separator = '?';
        for (String parameter : query.split("&", -1)) {
            int equals = parameter.indexOf('=');
            boolean harmless = equals < 0 || parameter.startsWith("accountId=");
            kept.append(separator).append(harmless ? parameter : parameter.substring(0, equals + 1) + BLOT);
            separator = '&';
        }
        return kept.toString();
    }
}
