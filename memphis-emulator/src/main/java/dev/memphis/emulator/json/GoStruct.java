package dev.memphis.emulator.json;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object as Go decodes it into a struct: names match without regard to case, a null counts as missing, and numbers
 * have to be written as the field's type is. Immutable.
 */
public final class GoStruct {
    private final Map<?, ?> fields;

    private GoStruct(Map<?, ?> fields) {
        this.fields = fields;
    }

    /** @throws GoJsonException if it is not JSON, or neither an object nor null */
    public static GoStruct decode(byte[] json) throws GoJsonException {
        return of(GoDecoder.decodeLiterally(json));
    }

    /**
     * Decodes the first JSON value of a text, whatever stands behind it.
     *
     * @throws GoJsonException as {@link #decode} does
     */
    public static GoStruct decodeFirst(byte[] json) throws GoJsonException {
        return of(GoDecoder.decodeFirstLiterally(json));
    }

    private static GoStruct of(@Nullable Object document) throws GoJsonException {
        return switch (document) {
            case null -> new GoStruct(Map.of());
            case Map<?, ?> fields -> new GoStruct(fields);
            default -> throw new GoJsonException("json: cannot unmarshal into Go value");
        };
    }

    /** A struct whose fields came as texts, of a form for example. */
    public static GoStruct ofTexts(Map<String, String> texts) {
        return new GoStruct(texts);
    }

    /** Returns a field of type string; empty if it is missing. */
    public String text(String name) throws GoJsonException {
        return switch (value(name)) {
            case null -> "";
            case String text -> text;
            default -> throw wrong(name);
        };
    }

    /** Returns a field of type int; 0 if it is missing. */
    public long whole(String name) throws GoJsonException {
        return switch (value(name)) {
            case null -> 0;
            case GoDecoder.Literal number -> whole(name, number.text());
            default -> throw wrong(name);
        };
    }

    private static long whole(String name, String number) throws GoJsonException {
        try {
            return Long.parseLong(number);
        } catch (NumberFormatException e) {
            throw wrong(name);
        }
    }

    /** Returns a field of type float64; 0 if it is missing. */
    public double number(String name) throws GoJsonException {
        return switch (value(name)) {
            case null -> 0;
            case GoDecoder.Literal number
            when Double.isFinite(Double.parseDouble(number.text())) -> Double.parseDouble(number.text());
            default -> throw wrong(name);
        };
    }

    /** Returns a field of type bool; false if it is missing. */
    public boolean bool(String name) throws GoJsonException {
        return switch (value(name)) {
            case null -> false;
            case Boolean bool -> bool;
            default -> throw wrong(name);
        };
    }

    /** Returns a field that is a struct itself; an empty one if it is missing. */
    public GoStruct struct(String name) throws GoJsonException {
        return of(value(name));
    }

    /** Returns a field of type []string; empty if it is missing. */
    public List<String> texts(String name) throws GoJsonException {
        return switch (value(name)) {
            case null -> List.of();
            case List<?> list
            when list.stream().allMatch(String.class::isInstance) ->
                list.stream().map(String.class::cast).toList();
            default -> throw wrong(name);
        };
    }

    /** Returns those of the fields that are missing or an empty text. */
    public List<String> missing(String... names) {
        return Stream.of(names)
                .filter(name -> value(name) == null || "".equals(value(name)))
                .toList();
    }

    private @Nullable Object value(String name) {
        @Nullable Object found = null;
        for (Map.Entry<?, ?> field : fields.entrySet()) {
            if (((String) field.getKey()).equalsIgnoreCase(name) && field.getValue() != null) {
                found = field.getValue();
            }
        }
        return found;
    }

    private static GoJsonException wrong(String name) {
        return new GoJsonException("json: cannot unmarshal field " + name);
    }
}
