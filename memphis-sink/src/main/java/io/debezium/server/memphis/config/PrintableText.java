package io.debezium.server.memphis.config;

/** Makes any text safe to print on one line: hostile characters escaped, long texts cut. */
final class PrintableText {
    private static final int LONGEST = 120;

    private PrintableText() {}

    static String of(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints().limit(LONGEST).forEach(character -> append(line, character));
        int length = text.codePointCount(0, text.length());
        return length <= LONGEST ? line.toString() : line + "… (" + length + " characters)";
    }

    private static void append(StringBuilder line, int character) {
        if (isHostile(character)) {
            line.append(String.format("\\u%04x", character));
        } else {
            line.appendCodePoint(character);
        }
    }

    /** Control characters would break the line, format characters (direction marks) would disguise it. */
    private static boolean isHostile(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }
}
