package dev.memphis.delivery.options;

import java.util.regex.Pattern;

/** What the broker takes as a station's name (contract, "Stations and users"). */
public final class StationName {
    /** The longest name, in characters. */
    public static final int MAX_LENGTH = 128;

    /** The rule in words, to be read after "must be". */
    public static final String RULE =
            "1 to 128 of a-z, 0-9, '.', '-' and '_', the first and the last a letter or digit";

    private static final Pattern VALID = Pattern.compile("[a-z0-9]([a-z0-9_.-]{0,126}[a-z0-9])?");

    private StationName() {}

    /** Returns whether the broker takes the name as it is. */
    public static boolean isValid(String name) {
        return VALID.matcher(name).matches();
    }
}
