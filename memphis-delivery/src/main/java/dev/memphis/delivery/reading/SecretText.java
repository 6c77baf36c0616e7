package dev.memphis.delivery.reading;

import dev.memphis.delivery.options.BadValueException;
import dev.memphis.delivery.options.Secret;
import java.util.OptionalInt;

/** A secret as it was meant: without what tools put around it, and with nothing inside that no one can have typed. Stateless. */
final class SecretText {
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    /** Stands where bytes were no text in the character set they were read with. */
    private static final char REPLACEMENT = '\uFFFD';

    private SecretText() {}

    /** Drops a byte order mark before and line breaks around a text; everything else belongs to the secret, spaces too. */
    static String bare(String text) {
        int from = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? 1 : 0;
        int to = text.length();
        while (from < to && isLineBreak(text.charAt(from))) {
            from++;
        }
        while (to > from && isLineBreak(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    /** @throws BadValueException if nothing is left, or something cannot have been meant */
    static Secret read(String text) throws BadValueException {
        String bare = bare(text);
        if (bare.isEmpty()) {
            throw new BadValueException("***", "must be the secret, but there is nothing except line breaks");
        }
        OptionalInt control = bare.chars().filter(Character::isISOControl).findFirst();
        if (control.isPresent()) {
            throw new BadValueException(
                    "***",
                    "must be one line of text, but has a control character inside (U+%04X)"
                            .formatted(control.getAsInt()));
        }
        if (bare.indexOf(REPLACEMENT) >= 0) {
            throw new BadValueException(
                    "***",
                    "has U+FFFD inside, which stands where bytes were no text: save the file as UTF-8, or for a variable"
                            + " set LANG=C.UTF-8");
        }
        return new Secret(bare);
    }

    private static boolean isLineBreak(char c) {
        return c == '\n' || c == '\r';
    }
}
