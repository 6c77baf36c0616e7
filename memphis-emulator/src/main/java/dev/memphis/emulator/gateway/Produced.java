package dev.memphis.emulator.gateway;

import dev.memphis.emulator.broker.Message;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Messages as the gateway produces them: every request header becomes a message header (contract, "Produce"). */
final class Produced {
    private static final String CONNECTION = UUID.randomUUID().toString();

    private final List<String> names = new ArrayList<>();
    private final List<String> values = new ArrayList<>();
    private final Clock clock;
    private int headerBytes;
    private boolean reserved;

    Produced(HttpServerRequest request, Clock clock) {
        this.clock = clock;
        MultiMap headers = request.headers();
        for (Map.Entry<String, String> header : headers) {
            names.add(header.getKey());
            values.add(header.getValue());
            headerBytes += header.getKey().length() + header.getValue().length() + 4;
            reserved |= header.getKey().regionMatches(true, 0, "$memphis", 0, 8);
        }
        headerBytes += 24 + CONNECTION.length() + 33;
    }

    /** Says whether a header has a name that Memphis keeps for itself. */
    boolean reserved() {
        return reserved;
    }

    Message message(byte[] data) {
        return new Message(data, this::headers, headerBytes, clock.instant());
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("$memphis_connectionId", CONNECTION);
        headers.put("$memphis_producedBy", "rest-gateway");
        for (int i = 0; i < names.size(); i++) {
            headers.putIfAbsent(HeaderNames.canonical(names.get(i)), values.get(i));
        }
        return headers;
    }
}
