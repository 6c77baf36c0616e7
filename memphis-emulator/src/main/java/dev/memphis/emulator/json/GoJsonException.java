package dev.memphis.emulator.json;

/** A document that Go's encoding/json does not decode; the message is Go's. */
public final class GoJsonException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param message in Go's words */
    public GoJsonException(String message) {
        super(message);
    }
}
