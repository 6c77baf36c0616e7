package dev.memphis.delivery.event;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A key of bytes: equal bytes are one key. Its hash is worked out once and not, as a {@code ByteBuffer}'s, each time that its row is
 * looked up. Immutable; the array must not change.
 */
final class BytesKey {
    private final byte[] bytes;
    private final int hash;

    private BytesKey(byte[] bytes) {
        this.bytes = bytes;
        this.hash = Arrays.hashCode(bytes);
    }

    static BytesKey of(byte[] bytes) {
        return new BytesKey(bytes);
    }

    static BytesKey of(ByteBuffer buffer) {
        return new BytesKey(KeyBytes.copy(buffer));
    }

    byte[] bytes() {
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BytesKey key && hash == key.hash && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** Returns it as text, for messages. */
    @Override
    public String toString() {
        return KeyBytes.text(bytes);
    }
}
