package dev.memphis.emulator.gateway;

import dev.memphis.emulator.broker.Broker;
import dev.memphis.emulator.broker.Message;
import dev.memphis.emulator.fiber.RequestHeaders;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Messages as the gateway produces them: every request header becomes a message header (contract, "Produce"). */
final class Produced {
    private static final String CONNECTION = UUID.randomUUID().toString();
    private static final String PRODUCER = "rest-gateway";
    /** NATS/1.0, the headers that Memphis adds, and the empty line. */
    private static final int FIXED_BYTES = 12 + 25 + CONNECTION.length() + 23 + PRODUCER.length();

    private final RequestHeaders headers;
    private final Clock clock;
    private final int mostHeaderBytes;

    Produced(RequestHeaders headers, Clock clock) {
        this.headers = headers;
        this.clock = clock;
        this.mostHeaderBytes = FIXED_BYTES + headers.mostBytes();
    }

    /** Returns a message; headers and data may be more than the broker takes. */
    Message message(byte[] data) {
        boolean close = data.length + mostHeaderBytes > Broker.MAX_PAYLOAD;
        return new Message(data, this::all, close ? headerBytes() : mostHeaderBytes, clock.instant());
    }

    private int headerBytes() {
        return FIXED_BYTES
                + headers.stored().entrySet().stream()
                        .mapToInt(header ->
                                header.getKey().length() + header.getValue().length() + 4)
                        .sum();
    }

    private Map<String, String> all() {
        Map<String, String> all = new TreeMap<>(headers.stored());
        all.put("$memphis_connectionId", CONNECTION);
        all.put("$memphis_producedBy", PRODUCER);
        return all;
    }
}
