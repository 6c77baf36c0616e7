package dev.memphis.quickstart;

import java.security.SecureRandom;

/** Passwords and names of one run. Stateless. */
public final class Passwords {
    private static final String CHARACTERS = "abcdefghijkmnpqrstuvwxyz23456789";
    private static final int LENGTH = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Passwords() {}

    /** Returns a password that nobody knows, of the kinds of characters that Memphis wants (contract, "Stations and users"). */
    public static String generate() {
        return "Q-" + characters(LENGTH) + "1s";
    }

    /** Returns so many lower-case letters and digits. */
    static String characters(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(CHARACTERS.charAt(RANDOM.nextInt(CHARACTERS.length())));
        }
        return text.toString();
    }
}
