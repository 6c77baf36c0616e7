package dev.memphis.emulator.gateway;

/** Header names as fasthttp writes them: a capital at the start and behind each dash, the rest small. Stateless. */
final class HeaderNames {
    private HeaderNames() {}

    static String canonical(String name) {
        StringBuilder canonical = new StringBuilder(name.length());
        boolean start = true;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            canonical.append(start ? upper(c) : lower(c));
            start = c == '-';
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
