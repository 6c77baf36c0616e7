package dev.memphis.emulator.json;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Encodes values as Go's encoding/json does: keys sorted, {@code <}, {@code >}, {@code &}, U+2028 and U+2029 escaped,
 * float64 in its shortest form. Stateless.
 */
public final class GoEncoder {
    /** Go sorts by the bytes of UTF-8, which is the order of code points and not that of Java's chars. */
    static final Comparator<String> KEY_ORDER = GoEncoder::compareCodePoints;

    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private GoEncoder() {}

    /** Encodes a value that {@link GoDecoder} made, or one of strings, numbers, booleans, lists and string-keyed maps. */
    public static String encode(Object value) {
        StringBuilder json = new StringBuilder();
        append(value, json);
        return json.toString();
    }

    /** Encodes bytes as a JSON string, the way Go encodes a string that holds them. */
    public static void appendText(byte[] bytes, StringBuilder json) {
        append(Utf8.text(bytes), json);
    }

    private static void append(Object value, StringBuilder json) {
        switch (value) {
            case null -> json.append("null");
            case String text -> append(text, json);
            case Double number -> json.append(number(number));
            case List<?> list -> append(list, json);
            case Map<?, ?> map -> append(map, json);
            default -> json.append(value);
        }
    }

    private static void append(List<?> list, StringBuilder json) {
        json.append('[');
        boolean first = true;
        for (Object value : list) {
            if (!first) {
                json.append(',');
            }
            first = false;
            append(value, json);
        }
        json.append(']');
    }

    private static void append(Map<?, ?> map, StringBuilder json) {
        json.append('{');
        boolean first = true;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!first) {
                json.append(',');
            }
            first = false;
            append((String) entry.getKey(), json);
            json.append(':');
            append(entry.getValue(), json);
        }
        json.append('}');
    }

    private static void append(String text, StringBuilder json) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> json.append('\\').append(c);
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                default -> {
                    if (c < 0x20 || c == '<' || c == '>' || c == '&' || c == '\u2028' || c == '\u2029') {
                        json.append("\\u")
                                .append(HEX[c >> 12])
                                .append(HEX[(c >> 8) & 0xf])
                                .append(HEX[(c >> 4) & 0xf])
                                .append(HEX[c & 0xf]);
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        json.append('"');
    }

    /** As strconv.FormatFloat with 'f', or with 'e' where the exponent is below -6 or at least 21. */
    static String number(double value) {
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        double magnitude = Math.abs(value);
        if (magnitude >= 1e-6 && magnitude < 1e21) {
            return decimal.toPlainString();
        }
        String digits = decimal.unscaledValue().abs().toString();
        int exponent = digits.length() - 1 - decimal.scale();
        return (value < 0 ? "-" : "")
                + digits.charAt(0)
                + (digits.length() > 1 ? "." + digits.substring(1) : "")
                + (exponent < 0 ? "e-" : "e+")
                + Math.abs(exponent);
    }

    private static int compareCodePoints(String one, String other) {
        int length = Math.min(one.length(), other.length());
        for (int i = 0; i < length; i++) {
            char a = one.charAt(i);
            char b = other.charAt(i);
            if (a != b) {
                boolean bothOrNone = Character.isSurrogate(a) == Character.isSurrogate(b);
                return bothOrNone ? Character.compare(a, b) : (Character.isSurrogate(a) ? 1 : -1);
            }
        }
        return Integer.compare(one.length(), other.length());
    }
}
