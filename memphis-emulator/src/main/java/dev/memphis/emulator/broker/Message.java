package dev.memphis.emulator.broker;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** A message: bytes, headers and when it came. Immutable; headers are made readable only when somebody reads them. */
public final class Message {
    private final byte[] data;
    private final Supplier<Map<String, String>> headers;
    private final long size;
    private final Instant arrived;

    /**
     * @param data not copied; must not change
     * @param headerBytes how many bytes the headers count for against the payload limit
     */
    public Message(byte[] data, Supplier<Map<String, String>> headers, int headerBytes, Instant arrived) {
        this.data = data;
        this.headers = headers;
        this.size = (long) data.length + headerBytes;
        this.arrived = arrived;
    }

    /** Returns a copy of the bytes, as they were stored. */
    public byte[] data() {
        return data.clone();
    }

    byte[] bytes() {
        return data;
    }

    /** Returns the data as UTF-8 text. */
    public String text() {
        return new String(data, StandardCharsets.UTF_8);
    }

    /** Returns all headers, Memphis' own {@code $memphis…} ones included, sorted by name. */
    public SortedMap<String, String> headers() {
        return new TreeMap<>(headers.get());
    }

    /** Returns how many bytes it counts for, headers included. */
    public long size() {
        return size;
    }

    /** Returns when the gateway produced it, by the emulator's clock. */
    public Instant arrived() {
        return arrived;
    }
}
