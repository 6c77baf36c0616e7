package dev.memphis.emulator.broker;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a station may be called (contract, "Stations and users"). Stateless. */
public final class StationNames {
    private static final int LONGEST = 128;
    private static final Pattern ALLOWED = Pattern.compile("[a-z0-9_.-]*");

    private StationNames() {}

    /** Returns the name as Memphis keeps it: lower case. */
    public static String canonical(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** Returns what is wrong with a station's canonical name, in Memphis' words; empty if nothing is. */
    public static Optional<String> problem(String name) {
        return problem("Station", name);
    }

    /** Returns what is wrong with the canonical name of something else that is named by the same rules. */
    public static Optional<String> problem(String what, String name) {
        if (name.isEmpty()) {
            return Optional.of(what + " name can not be empty");
        }
        if (name.length() > LONGEST) {
            return Optional.of(what + " should be under 128 characters");
        }
        if (!ALLOWED.matcher(name).matches()) {
            return Optional.of("Only alphanumeric and the '_', '-', '.' characters are allowed in " + what);
        }
        if (!(alphanumeric(name.charAt(0)) && alphanumeric(name.charAt(name.length() - 1)))) {
            return Optional.of(what + " name can not start or end with non alphanumeric character");
        }
        return Optional.empty();
    }

    private static boolean alphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }
}
