package dev.memphis.delivery.writer;

/** Events cannot be delivered, and trying again will not help. The message is one line, for the operator. */
public class DeliveryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message one line that says what is wrong, where, and what would be right */
    public DeliveryException(String message) {
        super(message);
    }
}
