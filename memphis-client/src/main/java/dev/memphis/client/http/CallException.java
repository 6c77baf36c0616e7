package dev.memphis.client.http;

/** A call did not give what was asked for. The message is one line without secrets. */
public final class CallException extends Exception {
    private final int status;

    /** No answer came. */
    public CallException(String message) {
        this(message, 0);
    }

    /** The answer had this status. */
    public CallException(String message, int status) {
        super(message);
        this.status = status;
    }

    /** Returns the answer's status; 0 if there was no answer. */
    public int status() {
        return status;
    }

    /** Returns what went wrong; never null. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
