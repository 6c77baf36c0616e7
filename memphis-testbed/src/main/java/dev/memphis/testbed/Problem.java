package dev.memphis.testbed;

/** Something the user can mend; the message is one line that says what, where, and what would be right. */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Nothing else caused it. */
    public Problem(String message) {
        super(message);
    }

    /** Something else caused it, which the message sums up. */
    public Problem(String message, Throwable cause) {
        super(message, cause);
    }

    /** Returns what went wrong; never null. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
