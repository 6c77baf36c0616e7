package dev.memphis.quickstart;

/** Something the user can mend; the message is one line that says what, where, and what would be right. */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Problem(String message) {
        super(message);
    }

    public Problem(String message, Throwable cause) {
        super(message, cause);
    }
}
