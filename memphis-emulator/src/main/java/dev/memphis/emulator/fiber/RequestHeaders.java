package dev.memphis.emulator.fiber;

import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A request's headers as the gateway sees them: names canonical, of a few the last value, of all others the first
 * (contract, "Produce"). Immutable.
 */
public final class RequestHeaders {
    /** Those that the HTTP server keeps apart: the last one counts, and an empty one is none. */
    private static final Set<String> APART = Set.of("host", "content-type", "content-length", "user-agent");

    private final List<String> names = new ArrayList<>();
    private final List<String> values = new ArrayList<>();
    private final boolean chunked;

    /** Reads the headers of a request, as they came. */
    public RequestHeaders(HttpServerRequest request) {
        for (Map.Entry<String, String> header : request.headers()) {
            names.add(header.getKey());
            values.add(header.getValue());
        }
        chunked = last("Transfer-Encoding")
                .filter(value -> !value.equals("identity"))
                .isPresent();
    }

    /** Returns the first value of a header; empty if there is none. */
    public Optional<String> first(String name) {
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equalsIgnoreCase(name)) {
                return Optional.of(values.get(i));
            }
        }
        return Optional.empty();
    }

    /** Returns the last value of a header; empty if there is none. */
    public Optional<String> last(String name) {
        for (int i = names.size() - 1; i >= 0; i--) {
            if (names.get(i).equalsIgnoreCase(name)) {
                return Optional.of(values.get(i));
            }
        }
        return Optional.empty();
    }

    /** The content type, empty if there is none. */
    public String contentType() {
        return last("Content-Type").orElse("");
    }

    /** Says whether a header has a name that Memphis keeps for itself. */
    public boolean hasReserved() {
        return hasBeginning("$memphis");
    }

    /** Says whether a header puts a condition to the broker that no message of the gateway meets: it drops the message. */
    public boolean hasCondition() {
        return hasBeginning("Nats-Expected-");
    }

    private boolean hasBeginning(String beginning) {
        for (String name : names) {
            if (name.regionMatches(true, 0, beginning, 0, beginning.length())) {
                return true;
            }
        }
        return false;
    }

    /** Returns about how many bytes the headers take in a message; never less. */
    public int mostBytes() {
        int bytes = 0;
        for (int i = 0; i < names.size(); i++) {
            bytes += names.get(i).length() + values.get(i).length() + 4;
        }
        return bytes;
    }

    /** Returns the headers that a message gets, by name. */
    public Map<String, String> stored() {
        Map<String, String> stored = new TreeMap<>();
        for (int i = 0; i < names.size(); i++) {
            put(names.get(i), Target.text(values.get(i)), stored);
        }
        if (chunked) {
            stored.remove("Content-Length");
        }
        return stored;
    }

    private static void put(String name, String value, Map<String, String> stored) {
        String canonical = HeaderNames.canonical(name);
        String small = canonical.toLowerCase(Locale.ROOT);
        if (APART.contains(small)) {
            if (value.isEmpty()) {
                stored.remove(canonical);
            } else {
                stored.put(canonical, value);
            }
        } else if (small.equals("cookie")) {
            stored.merge(canonical, Cookies.rewritten(value), (one, other) -> one + "; " + other);
        } else if (small.equals("transfer-encoding")) {
            if (!value.equals("identity")) {
                stored.put(canonical, "chunked");
            }
        } else {
            stored.putIfAbsent(canonical, value);
        }
    }
}
