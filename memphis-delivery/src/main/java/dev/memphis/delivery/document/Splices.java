package dev.memphis.delivery.document;

/** A text in which some stretches are to be replaced, told from front to back. Confined to one thread. */
final class Splices {
    private final String text;
    private final StringBuilder applied = new StringBuilder();
    private int done;

    Splices(String text) {
        this.text = text;
    }

    /** @param end the place behind the stretch's last character */
    void add(int start, int end, String replacement) {
        applied.append(text, done, start).append(replacement);
        done = end;
    }

    boolean isEmpty() {
        return done == 0;
    }

    String applied() {
        return applied.append(text, done, text.length()).toString();
    }
}
