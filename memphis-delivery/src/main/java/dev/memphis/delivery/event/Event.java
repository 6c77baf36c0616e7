package dev.memphis.delivery.event;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One change event on its way to a station. Immutable; safe for use by several threads.
 *
 * <p>The value stays as Debezium handed it over until the event is sent, so that a handled batch is never in memory
 * twice.
 */
public final class Event {
    private final String station;
    private final @Nullable Object key;
    private final Object value;
    private final String contentType;
    private final List<EventHeader> headers;
    private final Origin origin;

    /**
     * @param station a valid station name
     * @param key what orders this event: events of equal keys, or of equal bytes, wait for each other; null for none
     * @param value a {@code String} or a {@code byte[]}; the array is not copied and must not change
     * @param contentType one that the gateway stores unchanged (contract, "Produce")
     * @param headers message headers that are stored with the event
     * @param origin where the event comes from
     */
    public Event(
            String station,
            @Nullable Object key,
            Object value,
            String contentType,
            List<EventHeader> headers,
            Origin origin) {
        this.station = Objects.requireNonNull(station);
        this.key = keyOf(key);
        this.value = Objects.requireNonNull(value);
        this.contentType = Objects.requireNonNull(contentType);
        this.headers = List.copyOf(headers);
        this.origin = Objects.requireNonNull(origin);
    }

    private static @Nullable Object keyOf(@Nullable Object key) {
        return switch (key) {
            // Arrays of equal bytes are not equal.
            case byte[] bytes -> BytesKey.of(bytes);
            case ByteBuffer buffer -> BytesKey.of(buffer);
            case null, default -> key;
        };
    }

    /** Returns the station that it goes to, by a valid name. */
    public String station() {
        return station;
    }

    /** Returns what orders this event, or null. */
    public @Nullable Object key() {
        return key;
    }

    /** Returns the content type of its value. */
    public String contentType() {
        return contentType;
    }

    /** Returns the message headers that are stored with it. */
    public List<EventHeader> headers() {
        return headers;
    }

    /** Returns where the event comes from, as the host handed it over. */
    public Origin origin() {
        return origin;
    }

    /** Returns when the source made the change, in milliseconds since 1970; empty if unknown. */
    public OptionalLong sourceTime() {
        return origin.time();
    }

    /** Returns a lower bound of the encoded size in bytes, without encoding. */
    public int sizeHint() {
        return value instanceof byte[] bytes ? bytes.length : ((String) value).length();
    }

    /** Returns the value's bytes, UTF-8 for text. A new array for text: call it once for each sending. */
    public byte[] encode() {
        return value instanceof byte[] bytes ? bytes : ((String) value).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "event of station " + station + " (" + origin.words() + ")";
    }
}
