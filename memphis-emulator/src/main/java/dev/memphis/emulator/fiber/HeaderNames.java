package dev.memphis.emulator.fiber;

/** Header names as fasthttp writes them: a capital at the start and behind a dash, the rest small. Stateless. */
final class HeaderNames {
    private HeaderNames() {}

    static String canonical(String name) {
        StringBuilder canonical = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            canonical.append(i == 0 ? upper(c) : lower(c));
            if (i > 0 && c == '-' && i + 1 < name.length()) {
                // What follows a dash is made large, and not looked at again: not even if it is a dash.
                canonical.append(upper(name.charAt(++i)));
            }
        }
        return canonical.toString();
    }

    private static char upper(char c) {
        return c >= 'a' && c <= 'z' ? (char) (c - 32) : c;
    }

    private static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
    }
}
