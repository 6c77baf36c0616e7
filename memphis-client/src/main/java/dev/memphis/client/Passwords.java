package dev.memphis.client;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** What the broker takes as a user's password (contract, "Stations and users"). Stateless. */
public final class Passwords {
    private static final String UPPER = "ABCDEFGHJKLMNPQRSTUVWXYZ";
    private static final String LOWER = "abcdefghijkmnopqrstuvwxyz";
    private static final String DIGITS = "23456789";
    private static final String SPECIAL = "!?-@#$%";
    /** Those that mean nothing in a properties file or a shell's double quotes. */
    private static final String HARMLESS_SPECIAL = "?-@";

    private static final int SHORTEST = 8;
    private static final int LONGEST = 20;

    private Passwords() {}

    /** Returns what is wrong with a password; empty if the broker will take it. */
    public static Optional<String> problem(String password) {
        List<String> missing = new ArrayList<>();
        if (password.length() < SHORTEST || password.length() > LONGEST) {
            missing.add("8 to 20 characters (it has " + password.length() + ")");
        }
        if (password.chars().noneMatch(Character::isUpperCase)) {
            missing.add("an upper-case letter");
        }
        if (password.chars().noneMatch(Character::isLowerCase)) {
            missing.add("a lower-case letter");
        }
        if (password.chars().noneMatch(c -> c >= '0' && c <= '9')) {
            missing.add("a digit");
        }
        if (password.chars().noneMatch(c -> SPECIAL.indexOf(c) >= 0)) {
            missing.add("one of " + SPECIAL);
        }
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("the password must have " + String.join(", ", missing));
    }

    /** Returns a new one of 18 characters, none of which means anything to a shell, a properties file or compose. */
    public static String generate() {
        return generate(new SecureRandom());
    }

    static String generate(RandomGenerator random) {
        List<Character> characters = new ArrayList<>();
        String all = UPPER + LOWER + DIGITS;
        for (String kind : List.of(UPPER, LOWER, DIGITS, HARMLESS_SPECIAL)) {
            characters.add(any(kind, random));
        }
        while (characters.size() < LONGEST - 2) {
            characters.add(any(all, random));
        }
        Collections.shuffle(characters, Random.from(random));
        return characters.stream().map(String::valueOf).collect(Collectors.joining());
    }

    private static char any(String characters, RandomGenerator random) {
        return characters.charAt(random.nextInt(characters.length()));
    }
}
