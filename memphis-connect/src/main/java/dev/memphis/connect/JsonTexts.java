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

    /** Returns whether it begins so, in ASCII: a look that costs little, as every record is looked at. */
    static boolean startsWith(Object text, String start) {
        return switch (text) {
            case String string -> string.startsWith(start);
            case byte[] bytes -> startsWith(ByteBuffer.wrap(bytes), start);
            default -> startsWith((ByteBuffer) text, start);
        };
    }

    private static boolean startsWith(ByteBuffer bytes, String start) {
        if (bytes.remaining() < start.length()) {
            return false;
        }
        for (int i = 0; i < start.length(); i++) {
            if (bytes.get(bytes.position() + i) != start.charAt(i)) {
                return false;
            }
        }
        return true;
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
