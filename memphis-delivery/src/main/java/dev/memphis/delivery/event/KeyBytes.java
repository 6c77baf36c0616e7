package dev.memphis.delivery.event;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Keys and header values as text that loses nothing. Bytes that are readable text (UTF-8 without control characters) stay that
 * text; all others, and those that themselves begin so, become {@code base64:} and their Base64. Avro and Protobuf with
 * a registry begin with a zero byte, so theirs are always Base64. Stateless.
 */
public final class KeyBytes {
    static final String BASE64 = "base64:";

    private KeyBytes() {}

    /** Returns the text of a {@code String}, of {@code byte[]}, or of what else a header can hold. */
    public static String text(@Nullable Object value) {
        return switch (value) {
            case byte[] bytes -> text(bytes);
            case BytesKey key -> text(key.bytes());
            case ByteBuffer buffer -> text(copy(buffer));
            case null, default -> String.valueOf(value);
        };
    }

    private static String text(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith(BASE64) || text.chars().anyMatch(Character::isISOControl) ? base64(bytes) : text;
        } catch (CharacterCodingException e) {
            return base64(bytes);
        }
    }

    private static String base64(byte[] bytes) {
        return BASE64 + Base64.getEncoder().encodeToString(bytes);
    }

    static byte[] copy(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
