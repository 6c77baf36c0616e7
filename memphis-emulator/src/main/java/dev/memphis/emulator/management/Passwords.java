package dev.memphis.emulator.management;

import java.util.Optional;

/** The rules for users' passwords (contract, "Stations and users"). Stateless. */
final class Passwords {
    private static final int LONGEST = 20;
    private static final String RULE =
            "Password must be at least 8 characters long, contain both uppercase and lowercase,"
                    + " and at least one number and one special character";

    private Passwords() {}

    /** Returns what is wrong with a password, in Memphis' words; empty if nothing is. */
    static Optional<String> problem(String password) {
        if (password.isEmpty()) {
            return Optional.of("Password was not provided");
        }
        if (password.length() > LONGEST) {
            return Optional.of("password exceeds the maximum allowed length of " + LONGEST + " characters");
        }
        boolean sound = password.matches("[A-Za-z0-9!?\\-@#$%]{8,}")
                && password.chars().anyMatch(c -> c >= 'A' && c <= 'Z')
                && password.chars().anyMatch(c -> c >= 'a' && c <= 'z')
                && password.chars().anyMatch(c -> c >= '0' && c <= '9')
                && password.chars().anyMatch(c -> "!?-@#$%".indexOf(c) >= 0);
        return sound ? Optional.empty() : Optional.of(RULE);
    }
}
