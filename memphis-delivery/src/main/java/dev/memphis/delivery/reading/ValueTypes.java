package dev.memphis.delivery.reading;

import dev.memphis.delivery.event.HeaderName;
import dev.memphis.delivery.options.BadValueException;
import dev.memphis.delivery.options.FieldPath;
import dev.memphis.delivery.options.Secret;
import dev.memphis.delivery.options.StationName;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The types options have. */
final class ValueTypes {
    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]{1,18}");

    private ValueTypes() {}

    static ValueType<Integer> wholeNumber(int least, int most) {
        return new Read<>("whole number", "a whole number from " + least + " to " + most, false, (type, text) -> {
            return (int) number(type, text, least, most);
        });
    }

    static ValueType<Duration> millis(long least, long most) {
        return new Read<>(
                "milliseconds", "milliseconds, a whole number from " + least + " to " + most, false, (type, text) -> {
                    return Duration.ofMillis(number(type, text, least, most));
                });
    }

    static ValueType<Duration> minutes(long least, long most) {
        return new Read<>("minutes", "minutes, a whole number from " + least + " to " + most, false, (type, text) -> {
            return Duration.ofMinutes(number(type, text, least, most));
        });
    }

    static ValueType<Boolean> flag() {
        return new Read<>("flag", "true or false", false, (type, text) -> switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw type.bad(text);
        });
    }

    /** One of an enum's constants; {@code DEAD_LETTER} is written {@code dead-letter}. */
    static <E extends Enum<E>> ValueType<E> choice(Class<E> constants) {
        E[] all = constants.getEnumConstants();
        String allowed = Arrays.stream(all).map(ValueTypes::written).collect(Collectors.joining(", "));
        return new Read<>("choice", "one of " + allowed, false, (type, text) -> {
            for (E constant : all) {
                if (written(constant).equalsIgnoreCase(text)) {
                    return constant;
                }
            }
            throw type.bad(text);
        });
    }

    static ValueType<String> username() {
        return matching(
                "user name",
                "a Memphis user's name, lower case, without spaces",
                text -> text.chars()
                        .noneMatch(c ->
                                Character.isUpperCase(c) || Character.isWhitespace(c) || Character.isISOControl(c)));
    }

    static ValueType<String> proxyUsername() {
        return matching(
                "text",
                "a user name without ':' and control characters",
                text -> text.chars().noneMatch(c -> c == ':' || Character.isISOControl(c)));
    }

    static ValueType<String> station() {
        return matching("station", StationName.RULE, StationName::isValid);
    }

    static ValueType<String> stationPrefix() {
        Pattern prefix = Pattern.compile("[a-z0-9][a-z0-9_.-]{0,63}");
        return matching(
                "text",
                "1 to 64 of a-z, 0-9, '.', '-' and '_', the first a letter or digit",
                text -> prefix.matcher(text).matches());
    }

    static ValueType<String> headerName() {
        return matching("header name", HeaderName.RULE, HeaderName::isAllowed);
    }

    static ValueType<String> headerPrefix() {
        return matching(
                "text", "characters of an HTTP header name, not starting with $memphis", HeaderName::isAllowedPrefix);
    }

    static ValueType<Secret> secret() {
        return new Read<>("secret", "any text of one line", true, (type, text) -> SecretText.read(text));
    }

    static ValueType<Secret> secretFile() {
        return new Read<>("file", "a readable text file with the secret in its first line", false, (type, text) -> {
            return SecretFile.read(text);
        });
    }

    static ValueType<Path> readableFile() {
        return new Read<>("file", "a readable file", false, (type, text) -> FilePaths.readable(text));
    }

    static ValueType<Path> writableFile() {
        return new Read<>("file", "a file that can be written, in a directory that exists", false, (type, text) -> {
            return FilePaths.writable(text);
        });
    }

    static ValueType<List<URI>> urls() {
        return new Read<>(
                "URLs",
                "http or https URLs such as http://localhost:4444, separated by commas",
                false,
                (type, text) -> GatewayUrls.read(text));
    }

    static ValueType<List<FieldPath>> fields() {
        return new Read<>("fields", FieldPath.RULE, false, (type, text) -> FieldPath.read(text));
    }

    static ValueType<URI> proxyUrl() {
        return new Read<>("URL", "a URL such as http://proxy:3128", false, (type, text) -> GatewayUrls.readProxy(text));
    }

    private static ValueType<String> matching(String name, String allowed, Predicate<String> rule) {
        return new Read<>(name, allowed, false, (type, text) -> {
            if (!rule.test(text)) {
                throw type.bad(text);
            }
            return text;
        });
    }

    private static long number(Read<?> type, String text, long least, long most) throws BadValueException {
        if (!WHOLE_NUMBER.matcher(text).matches()) {
            throw type.bad(text);
        }
        long number = Long.parseLong(text);
        if (number < least || number > most) {
            throw type.bad(text);
        }
        return number;
    }

    private static String written(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private interface Reader<T> {
        T read(Read<T> type, String text) throws BadValueException;
    }

    private record Read<T>(String name, String allowed, boolean secret, Reader<T> reader) implements ValueType<T> {
        @Override
        public T read(String text) throws BadValueException {
            return reader.read(this, text);
        }

        BadValueException bad(String text) {
            return new BadValueException(text, "must be " + allowed);
        }
    }
}
