package dev.memphis.emulator.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Decodes JSON as Go's encoding/json does into {@code any}: numbers become float64, of duplicate names the last wins,
 * invalid UTF-8 and lone surrogates become U+FFFD, nesting deeper than 10,000 is an error. Works without recursion.
 *
 * <p>The results are {@code Map<String, Object>} in Go's key order, {@code List<Object>}, {@code String}, {@code Double},
 * {@code Boolean} and null.
 */
public final class GoDecoder {
    private static final int DEEPEST = 10_000;
    /** Whole numbers of so many digits fit a long, which becomes the nearest float64 as their text does. */
    private static final int LONG_DIGITS = 18;

    private final byte[] json;
    private final boolean literalNumbers;
    private int at;

    private GoDecoder(byte[] json, boolean literalNumbers) {
        this.json = json;
        this.literalNumbers = literalNumbers;
    }

    /** A number as it is written. */
    record Literal(String text) {}

    /**
     * Decodes a whole document.
     *
     * @throws GoJsonException if it is not valid for Go
     */
    public static @Nullable Object decode(byte[] json) throws GoJsonException {
        return new GoDecoder(json, false).whole();
    }

    /** Decodes a whole document, but leaves numbers as {@link Literal}s. */
    static @Nullable Object decodeLiterally(byte[] json) throws GoJsonException {
        return new GoDecoder(json, true).whole();
    }

    /** Decodes the value at the beginning, and leaves numbers as {@link Literal}s. */
    static @Nullable Object decodeFirstLiterally(byte[] json) throws GoJsonException {
        return new GoDecoder(json, true).document();
    }

    private @Nullable Object whole() throws GoJsonException {
        @Nullable Object value = document();
        space();
        if (at != json.length) {
            throw invalid("after top-level value");
        }
        return value;
    }

    /** An array or object that is being filled. */
    private sealed interface Open {
        Object value();

        char end();

        void add(@Nullable Object element);
    }

    private record OpenArray(List<@Nullable Object> value) implements Open {
        @Override
        public char end() {
            return ']';
        }

        @Override
        public void add(@Nullable Object element) {
            value.add(element);
        }
    }

    private static final class OpenObject implements Open {
        private final Map<String, @Nullable Object> fields = new TreeMap<>(GoEncoder.KEY_ORDER);
        /** Of the field that comes next. */
        private String name = "";

        @Override
        public Object value() {
            return fields;
        }

        @Override
        public char end() {
            return '}';
        }

        @Override
        public void add(@Nullable Object element) {
            fields.put(name, element);
        }
    }

    private @Nullable Object document() throws GoJsonException {
        Deque<Open> open = new ArrayDeque<>();
        while (true) {
            space();
            @Nullable Object value;
            int c = peek();
            if (c == '[' || c == '{') {
                Open container = begin(c);
                if (open.size() >= DEEPEST) {
                    throw new GoJsonException("exceeded max depth");
                }
                open.push(container);
                if (!closes(container)) {
                    continue;
                }
                value = open.pop().value();
            } else {
                value = scalar(c);
            }
            // A value is whole: hand it to its container, and close those that end here.
            while (!open.isEmpty()) {
                Open container = open.peek();
                container.add(value);
                if (more(container)) {
                    break;
                }
                value = open.pop().value();
            }
            if (open.isEmpty()) {
                return value;
            }
        }
    }

    private Open begin(int c) {
        at++;
        return c == '[' ? new OpenArray(new ArrayList<>()) : new OpenObject();
    }

    /** Says whether a container that was just opened is empty; if not, reads up to its first value. */
    private boolean closes(Open container) throws GoJsonException {
        space();
        if (peek() == container.end()) {
            at++;
            return true;
        }
        if (container instanceof OpenObject object) {
            object.name = name();
        }
        return false;
    }

    /** Says whether another value follows in a container; if so, reads up to it, else past the container's end. */
    private boolean more(Open container) throws GoJsonException {
        space();
        int c = next();
        if (c == ',') {
            if (container instanceof OpenObject object) {
                space();
                object.name = name();
            }
            return true;
        }
        if (c != container.end()) {
            at--;
            throw invalid(container instanceof OpenArray ? "after array element" : "after object key:value pair");
        }
        return false;
    }

    private String name() throws GoJsonException {
        if (peek() != '"') {
            throw invalid("looking for beginning of object key string");
        }
        String name = string();
        space();
        if (next() != ':') {
            at--;
            throw invalid("after object key");
        }
        return name;
    }

    private @Nullable Object scalar(int c) throws GoJsonException {
        return switch (c) {
            case '"' -> string();
            case 't' -> literal("true", true);
            case 'f' -> literal("false", false);
            case 'n' -> literal("null", null);
            default -> number();
        };
    }

    private @Nullable Object literal(String text, @Nullable Object value) throws GoJsonException {
        for (int i = 0; i < text.length(); i++, at++) {
            if (peek() != text.charAt(i)) {
                throw invalid("in literal " + text + " (expecting " + quoted(text.charAt(i)) + ")");
            }
        }
        return value;
    }

    private Object number() throws GoJsonException {
        int start = at;
        if (peek() == '-') {
            at++;
        }
        if (peek() == '0') {
            at++;
        } else {
            digits(at == start ? "looking for beginning of value" : "in numeric literal");
        }
        if (peek() == '.') {
            at++;
            digits("after decimal point in numeric literal");
        }
        if (peek() == 'e' || peek() == 'E') {
            at++;
            if (peek() == '+' || peek() == '-') {
                at++;
            }
            digits("in exponent of numeric literal");
        }
        if (!literalNumbers && at - start <= LONG_DIGITS && isWhole(start)) {
            return whole(start);
        }
        String text = new String(json, start, at - start, StandardCharsets.US_ASCII);
        if (literalNumbers) {
            return new Literal(text);
        }
        double value = Double.parseDouble(text);
        if (Double.isInfinite(value)) {
            throw new GoJsonException("json: cannot unmarshal number " + text + " into Go value of type float64");
        }
        return value;
    }

    /** Says whether what was read from there is digits alone; "-0" has to keep its sign and is left to the parser. */
    private boolean isWhole(int start) {
        for (int i = start; i < at; i++) {
            if (json[i] < '0' || json[i] > '9') {
                return false;
            }
        }
        return true;
    }

    private double whole(int start) {
        long value = 0;
        for (int i = start; i < at; i++) {
            value = value * 10 + json[i] - '0';
        }
        return value;
    }

    private void digits(String where) throws GoJsonException {
        if (peek() < '0' || peek() > '9') {
            throw invalid(where);
        }
        while (peek() >= '0' && peek() <= '9') {
            at++;
        }
    }

    private String string() throws GoJsonException {
        at++;
        int start = at;
        while (at < json.length && json[at] >= 0x20 && json[at] != '"' && json[at] != '\\') {
            at++;
        }
        if (peek() == '"') {
            return new String(json, start, at++ - start, StandardCharsets.ISO_8859_1);
        }
        StringBuilder text =
                new StringBuilder().append(new String(json, start, at - start, StandardCharsets.ISO_8859_1));
        while (true) {
            int c = next();
            if (c == '"') {
                return text.toString();
            }
            if (c == '\\') {
                escape(text);
            } else if (c < 0x20) {
                at--;
                throw invalid("in string literal");
            } else if (c < 0x80) {
                text.append((char) c);
            } else {
                at--;
                at += Utf8.decode(json, at, text);
            }
        }
    }

    private void escape(StringBuilder text) throws GoJsonException {
        int c = peek();
        if (c < 0) {
            throw invalid("in string escape code");
        }
        at++;
        switch (c) {
            case '"', '\\', '/' -> text.append((char) c);
            case 'b' -> text.append('\b');
            case 'f' -> text.append('\f');
            case 'n' -> text.append('\n');
            case 'r' -> text.append('\r');
            case 't' -> text.append('\t');
            case 'u' -> unicode(text);
            default -> {
                at--;
                throw invalid("in string escape code");
            }
        }
    }

    private void unicode(StringBuilder text) throws GoJsonException {
        char first = hex();
        if (!Character.isSurrogate(first)) {
            text.append(first);
            return;
        }
        if (Character.isHighSurrogate(first) && at + 1 < json.length && json[at] == '\\' && json[at + 1] == 'u') {
            int before = at;
            at += 2;
            char second = hex();
            if (Character.isLowSurrogate(second)) {
                text.append(first).append(second);
                return;
            }
            at = before;
        }
        text.append('\ufffd');
    }

    private char hex() throws GoJsonException {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int c = peek();
            int digit = c >= 0 && c < 0x80 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw invalid("in \\u hexadecimal character escape");
            }
            at++;
            value = value * 16 + digit;
        }
        return (char) value;
    }

    private void space() {
        while (at < json.length && (json[at] == ' ' || json[at] == '\n' || json[at] == '\r' || json[at] == '\t')) {
            at++;
        }
    }

    /** Returns the byte at hand, or -1 at the end. */
    private int peek() {
        return at < json.length ? json[at] & 0xff : -1;
    }

    private int next() throws GoJsonException {
        if (at >= json.length) {
            at++;
            throw new GoJsonException("unexpected end of JSON input");
        }
        return json[at++] & 0xff;
    }

    private GoJsonException invalid(String where) {
        if (at < json.length) {
            return new GoJsonException("invalid character " + quoted(json[at] & 0xff) + " " + where);
        }
        // Go tries a space at the end, to see whether that ends what is open.
        boolean spaceIsWrong =
                where.contains("literal") && !where.equals("in string literal") || where.contains("escape");
        return new GoJsonException(spaceIsWrong ? "invalid character ' ' " + where : "unexpected end of JSON input");
    }

    private static String quoted(int c) {
        return GoQuotes.single(String.valueOf((char) c));
    }
}
