package dev.memphis.cli.http;

/** A call did not give what was asked for. The message is one line without secrets. */
public final class CallException extends Exception {
    private final int status;

    CallException(String message) {
        this(message, 0);
    }

    CallException(String message, int status) {
        super(message);
        this.status = status;
    }

    /** Returns the answer's status; 0 if there was no answer. */
    public int status() {
        return status;
    }
}
