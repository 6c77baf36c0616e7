package dev.memphis.cli.source;

/** The database cannot be asked; the message says why, without secrets, and the advice what to do. */
public final class NoDatabaseException extends Exception {
    private static final long serialVersionUID = 1;

    private final String advice;
    private final boolean missingDriver;

    NoDatabaseException(String message, String advice, boolean missingDriver) {
        super(message);
        this.advice = advice;
        this.missingDriver = missingDriver;
    }

    /** Returns what to do about it. */
    public String advice() {
        return advice;
    }

    /** Returns whether there is no driver, so that nothing is known to be wrong. */
    public boolean missingDriver() {
        return missingDriver;
    }

    /** Returns what went wrong; never null. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
