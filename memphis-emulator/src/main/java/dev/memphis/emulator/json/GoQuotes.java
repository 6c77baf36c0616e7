package dev.memphis.emulator.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;

/** Values as Go prints them in messages. Stateless. */
public final class GoQuotes {
    private GoQuotes() {}

    /** In single quotes, escaped as Go's {@code %q} does it. */
    public static String single(String text) {
        String quoted = doubled(text);
        return "'"
                + quoted.substring(1, quoted.length() - 1).replace("\\\"", "\"").replace("'", "\\'") + "'";
    }

    /** As Go's {@code %#v} prints a value of a schema, whose numbers it keeps as texts. */
    public static String syntax(JsonNode value) {
        return value.isTextual() || value.isNumber()
                ? doubled(value.asText())
                : value.isNull() ? "<nil>" : value.asText();
    }

    /** A name as a step of a JSON pointer, escaped for a URL. */
    public static String pathEscaped(String name) {
        StringBuilder escaped = new StringBuilder();
        for (byte b : name.replace("~", "~0").replace("/", "~1").getBytes(StandardCharsets.UTF_8)) {
            boolean plain = (b > 0 && Character.isLetterOrDigit(b)) || "-_.~$&+=:@".indexOf(b) >= 0;
            escaped.append(plain ? String.valueOf((char) b) : String.format("%%%02X", b));
        }
        return escaped.toString();
    }

    private static String doubled(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"', '\\' -> quoted.append('\\').appendCodePoint(c);
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                case '\b' -> quoted.append("\\b");
                case '\f' -> quoted.append("\\f");
                case 0x07 -> quoted.append("\\a");
                case 0x0b -> quoted.append("\\v");
                default -> {
                    if (c < 0x20 || c == 0x7f) {
                        quoted.append(String.format("\\x%02x", c));
                    } else {
                        quoted.appendCodePoint(c);
                    }
                }
            }
        });
        return quoted.append('"').toString();
    }
}
