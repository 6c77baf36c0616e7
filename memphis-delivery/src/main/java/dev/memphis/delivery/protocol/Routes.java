package dev.memphis.delivery.protocol;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The gateway's paths. The token goes into the query: sent as a header it would be stored with every message, and it
 * holds the password (contract, "Produce"). Confined to the loop.
 */
final class Routes {
    static final String LOG_IN = "/auth/authenticate";
    static final String REFRESH = "/auth/refreshToken";

    private final Map<String, String> singles = new HashMap<>();
    private final Map<String, String> batches = new HashMap<>();
    private Token token;

    String produce(String station, Produce.Form form, Token current) {
        if (current != token) {
            token = current;
            singles.clear();
            batches.clear();
        }
        return switch (form) {
            case SINGLE -> singles.computeIfAbsent(station, name -> path(name, "produce/single", token));
            case BATCH -> batches.computeIfAbsent(station, name -> path(name, "produce/batch", token));
        };
    }

    String consume(String station, Token current) {
        return path(station, "consume/batch", current);
    }

    private static String path(String station, String action, Token token) {
        return "/stations/" + URLEncoder.encode(station, StandardCharsets.UTF_8) + "/" + action + "?authorization="
                + token.jwt().reveal();
    }
}
