package dev.memphis.emulator.json;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Encodes values as Go's encoding/json does: keys sorted, {@code <}, {@code >}, {@code &}, U+2028 and U+2029 escaped,
 * float64 in its shortest form. Stateless.
 */
public final class GoEncoder {
    /** Go sorts by the bytes of UTF-8, which is the order of code points and not that of Java's chars. */
    static final Comparator<String> KEY_ORDER = GoEncoder::compareCodePoints;

    /** Below 2^53, where float64 holds every whole number, the shortest form of one is all of its digits. */
    private static final double EXACT = 0x1p53;

    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private GoEncoder() {}

    /** Encodes a value that {@link GoDecoder} made, or one of strings, numbers, booleans, lists and string-keyed maps. */
    public static String encode(@Nullable Object value) {
        StringBuilder json = new StringBuilder();
        append(value, json);
        return json.toString();
    }

    /** Encodes bytes as a JSON string, the way Go encodes a string that holds them: what is no UTF-8 is escaped. */
    public static void appendText(byte[] bytes, StringBuilder json) {
        json.append('"');
        int at = 0;
        while (at < bytes.length) {
            if (bytes[at] >= 0) {
                append((char) bytes[at++], json);
                continue;
            }
            StringBuilder character = new StringBuilder(2);
            int length = Utf8.decode(bytes, at, character);
            if (length == 1) {
                json.append("\\ufffd");
            } else {
                for (int i = 0; i < character.length(); i++) {
                    append(character.charAt(i), json);
                }
            }
            at += length;
        }
        json.append('"');
    }

    /** Works without recursion: documents may be 10,000 levels deep. */
    private static void append(@Nullable Object document, StringBuilder json) {
        Deque<Open> open = new ArrayDeque<>();
        @Nullable Object value = document;
        while (true) {
            Open container = Open.of(value);
            if (container == null) {
                scalar(value, json);
            } else {
                json.append(container.begin);
                open.push(container);
            }
            while (!open.isEmpty() && !open.peek().elements.hasNext()) {
                json.append(open.pop().end);
            }
            if (open.isEmpty()) {
                return;
            }
            value = open.peek().next(json);
        }
    }

    private static void scalar(@Nullable Object value, StringBuilder json) {
        switch (value) {
            case null -> json.append("null");
            case String text -> append(text, json);
            case Double number -> json.append(number(number));
            default -> json.append(value);
        }
    }

    /** An array or object that is being written. */
    private static final class Open {
        final Iterator<?> elements;
        final char begin;
        final char end;
        private boolean first = true;

        private Open(Iterator<?> elements, char begin, char end) {
            this.elements = elements;
            this.begin = begin;
            this.end = end;
        }

        static @Nullable Open of(@Nullable Object value) {
            return switch (value) {
                case List<?> list -> new Open(list.iterator(), '[', ']');
                case Map<?, ?> map -> new Open(map.entrySet().iterator(), '{', '}');
                case null, default -> null;
            };
        }

        /** Writes what stands before the next value, and returns it. */
        @Nullable Object next(StringBuilder json) {
            if (!first) {
                json.append(',');
            }
            first = false;
            Object element = elements.next();
            if (element instanceof Map.Entry<?, ?> entry) {
                append((String) entry.getKey(), json);
                json.append(':');
                return entry.getValue();
            }
            return element;
        }
    }

    private static void append(String text, StringBuilder json) {
        json.append('"');
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            if (isEscaped(text.charAt(i))) {
                json.append(text, from, i);
                append(text.charAt(i), json);
                from = i + 1;
            }
        }
        json.append(text, from, text.length()).append('"');
    }

    private static boolean isEscaped(char c) {
        return c < 0x20 || c == '"' || c == '\\' || c == '<' || c == '>' || c == '&' || c == '\u2028' || c == '\u2029';
    }

    private static void append(char c, StringBuilder json) {
        switch (c) {
            case '"', '\\' -> json.append('\\').append(c);
            case '\n' -> json.append("\\n");
            case '\r' -> json.append("\\r");
            case '\t' -> json.append("\\t");
            default -> {
                if (isEscaped(c)) {
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

    /** As strconv.FormatFloat with 'f', or with 'e' where the exponent is below -6 or at least 21. */
    static String number(double value) {
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        if (value == (long) value && Math.abs(value) < EXACT) {
            return Long.toString((long) value);
        }
        BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        double magnitude = Math.abs(value);
        if (magnitude >= 1e-6 && magnitude < 1e21) {
            return decimal.toPlainString();
        }
        return withExponent(decimal, decimal.precision() - 1 - decimal.scale(), "");
    }

    /** As fmt's {@code %v} prints a float64: with an exponent where that is below -4 or at least 6. */
    public static String printed(double value) {
        if (value == 0) {
            return number(value);
        }
        BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        int exponent = decimal.precision() - 1 - decimal.scale();
        return exponent < -4 || exponent >= 6
                ? withExponent(decimal, exponent, exponent > -10 && exponent < 10 ? "0" : "")
                : decimal.toPlainString();
    }

    private static String withExponent(BigDecimal decimal, int exponent, String padding) {
        String digits = decimal.unscaledValue().abs().toString();
        return (decimal.signum() < 0 ? "-" : "")
                + digits.charAt(0)
                + (digits.length() > 1 ? "." + digits.substring(1) : "")
                + (exponent < 0 ? "e-" : "e+")
                + padding
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
