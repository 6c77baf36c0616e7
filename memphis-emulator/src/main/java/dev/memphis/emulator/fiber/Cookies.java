package dev.memphis.emulator.fiber;

import java.util.ArrayList;
import java.util.List;

/** Cookies as the gateway's HTTP server writes them down again. Stateless. */
final class Cookies {
    private Cookies() {}

    static String rewritten(String header) {
        List<String> cookies = new ArrayList<>();
        for (String cookie : header.split(";", -1)) {
            int equals = cookie.indexOf('=');
            String key = equals < 0 ? "" : trimmed(cookie.substring(0, equals));
            String value = unquoted(trimmed(cookie.substring(equals + 1)));
            if (!key.isEmpty() || !value.isEmpty()) {
                cookies.add(key.isEmpty() ? value : key + "=" + value);
            }
        }
        return String.join("; ", cookies);
    }

    private static String trimmed(String text) {
        return text.replaceAll("^ +| +$", "");
    }

    private static String unquoted(String value) {
        return value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")
                ? value.substring(1, value.length() - 1)
                : value;
    }
}
