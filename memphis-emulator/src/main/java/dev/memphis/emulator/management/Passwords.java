package dev.memphis.emulator.management;

import java.util.Optional;

/** The rules for users' names and passwords (contract, "Stations and users"). Stateless. */
final class Passwords {
    private static final String RULE =
            "Password must be at least 8 characters long, contain both uppercase and lowercase,"
                    + " and at least one number and one special character";

    private Passwords() {}

    static Optional<String> problem(String password) {
        boolean sound = password.length() >= 8
                && password.length() <= 20
                && password.chars().anyMatch(c -> c >= 'A' && c <= 'Z')
                && password.chars().anyMatch(c -> c >= 'a' && c <= 'z')
                && password.chars().anyMatch(c -> c >= '0' && c <= '9')
                && password.chars().anyMatch(c -> "!?-@#$%".indexOf(c) >= 0);
        return sound ? Optional.empty() : Optional.of(RULE);
    }
}
