package io.debezium.server.memphis.offsets;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.StreamCorruptedException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a file of offsets: the one of Kafka's {@code FileOffsetBackingStore}, a Java-serialized {@code HashMap}
 * of byte arrays, so that either store goes on where the other left off. Stateless.
 */
final class OffsetFormat {
    /** Nothing but a map of byte arrays is made from a file, whatever else it names. */
    private static final ObjectInputFilter ONLY_A_MAP_OF_BYTES =
            ObjectInputFilter.Config.createFilter("java.util.HashMap;java.util.Map$Entry;!*");

    private OffsetFormat() {}

    static byte[] write(Map<ByteBuffer, ByteBuffer> offsets) throws IOException {
        Map<byte[], byte[]> raw = new HashMap<>();
        offsets.forEach((key, value) -> raw.put(bytes(key), bytes(value)));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ObjectOutputStream objects = new ObjectOutputStream(out)) {
            objects.writeObject(raw);
        }
        return out.toByteArray();
    }

    /** @throws IOException if this is not a whole file of offsets */
    static Map<ByteBuffer, ByteBuffer> read(byte[] content) throws IOException {
        Map<ByteBuffer, ByteBuffer> offsets = new HashMap<>();
        for (Map.Entry<?, ?> entry : map(content).entrySet()) {
            offsets.put(buffer(entry.getKey()), buffer(entry.getValue()));
        }
        return offsets;
    }

    private static Map<?, ?> map(byte[] content) throws IOException {
        try (ObjectInputStream objects = new ObjectInputStream(new ByteArrayInputStream(content))) {
            objects.setObjectInputFilter(ONLY_A_MAP_OF_BYTES);
            if (objects.readObject() instanceof HashMap<?, ?> map) {
                return map;
            }
            throw new InvalidObjectException("it holds no map");
        } catch (ClassNotFoundException | RuntimeException e) {
            StreamCorruptedException corrupted = new StreamCorruptedException("it holds something else");
            corrupted.initCause(e);
            throw corrupted;
        }
    }

    private static byte @Nullable [] bytes(@Nullable ByteBuffer buffer) {
        if (buffer == null) {
            return null;
        }
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    private static @Nullable ByteBuffer buffer(@Nullable Object bytes) throws InvalidObjectException {
        if (bytes == null) {
            return null;
        }
        if (bytes instanceof byte[] array) {
            return ByteBuffer.wrap(array);
        }
        throw new InvalidObjectException("it holds something other than bytes");
    }
}
