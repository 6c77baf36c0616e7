package dev.memphis.connect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Values that a converter left as the text, or the bytes, that a source's JsonConverter wrote. Stateless. */
final class JsonTexts {
    private static final JsonMapper JSON = new JsonMapper();

    private JsonTexts() {}

    static boolean isText(Object value) {
        return value instanceof String || value instanceof byte[] || value instanceof ByteBuffer;
    }

    static int length(Object text) {
        return switch (text) {
            case String string -> string.length();
            case byte[] bytes -> bytes.length;
            default -> ((ByteBuffer) text).remaining();
        };
    }

    /** Returns its beginning, of up to so many bytes, for a look that costs little. */
    static String head(Object text, int most) {
        return switch (text) {
            case String string -> string.substring(0, Math.min(string.length(), most));
            case byte[] bytes -> new String(bytes, 0, Math.min(bytes.length, most), StandardCharsets.ISO_8859_1);
            default -> {
                ByteBuffer buffer = ((ByteBuffer) text).duplicate();
                buffer.limit(buffer.position() + Math.min(buffer.remaining(), most));
                yield StandardCharsets.ISO_8859_1.decode(buffer).toString();
            }
        };
    }

    /** Returns its end, of up to so many bytes. */
    static String tail(Object text, int most) {
        return switch (text) {
            case String string -> string.substring(Math.max(0, string.length() - most));
            case byte[] bytes -> {
                int length = Math.min(bytes.length, most);
                yield new String(bytes, bytes.length - length, length, StandardCharsets.ISO_8859_1);
            }
            default -> {
                ByteBuffer buffer = ((ByteBuffer) text).duplicate();
                buffer.position(buffer.limit() - Math.min(buffer.remaining(), most));
                yield StandardCharsets.ISO_8859_1.decode(buffer).toString();
            }
        };
    }

    static String whole(Object text) {
        return switch (text) {
            case String string -> string;
            case byte[] bytes -> new String(bytes, StandardCharsets.UTF_8);
            default ->
                StandardCharsets.UTF_8.decode(((ByteBuffer) text).duplicate()).toString();
        };
    }

    /** Returns what it says, without the schema that may be around it; a missing node if it is no JSON. */
    static JsonNode payload(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            return node.has("schema") && node.has("payload") ? node.get("payload") : node;
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }
}
