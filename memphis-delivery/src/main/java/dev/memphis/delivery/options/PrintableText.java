package dev.memphis.delivery.options;

/** Makes any text safe to print on one line: hostile characters escaped, long texts cut. */
public final class PrintableText {
    private static final int LONGEST = 120;

    private PrintableText() {}

    /** Returns the text on one line of at most 120 characters. */
    public static String of(String text) {
        int length = text.codePointCount(0, text.length());
        return length <= LONGEST
                ? whole(text)
                : whole(text.substring(0, text.offsetByCodePoints(0, LONGEST))) + "… (" + length + " characters)";
    }

    /** Returns all of the text, on one line. */
    public static String whole(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints().forEach(character -> append(line, character));
        return line.toString();
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
