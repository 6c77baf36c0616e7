package dev.memphis.delivery.protocol;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The gateway's paths (contract, "Routes"). The token goes into the query: sent as a header it would be stored with every message,
 * and it holds the password (contract, "Produce"). An instance keeps the paths of one token and is confined to the loop.
 */
public final class Routes {
    /** Where tokens are asked for. */
    public static final String LOG_IN = "/auth/authenticate";

    static final String REFRESH = "/auth/refreshToken";

    private final Map<String, String> singles = new HashMap<>();
    private final Map<String, String> batches = new HashMap<>();
    /** That of the paths; null while there are none. */
    private @Nullable Token token;

    String produce(String station, Produce.Form form, Token current) {
        if (current != token) {
            token = current;
            singles.clear();
            batches.clear();
        }
        return switch (form) {
            case SINGLE -> singles.computeIfAbsent(station, name -> produceSingle(name, current));
            case BATCH -> batches.computeIfAbsent(station, name -> path(name, "produce/batch", current));
        };
    }

    /** Returns where one message is produced. */
    public static String produceSingle(String station, Token token) {
        return path(station, "produce/single", token);
    }

    /** Returns where messages are consumed. */
    public static String consume(String station, Token token) {
        return path(station, "consume/batch", token);
    }

    private static String path(String station, String action, Token token) {
        return "/stations/" + URLEncoder.encode(station, StandardCharsets.UTF_8) + "/" + action + "?authorization="
                + token.jwt().reveal();
    }
}
