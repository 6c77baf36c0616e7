package io.debezium.server.memphis.offsets;

/** The file of offsets cannot be used; the message is one line that says what is wrong and what would be right. */
final class UnusableOffsetsException extends Exception {
    private static final long serialVersionUID = 1;

    UnusableOffsetsException(String message) {
        super(message);
    }

    UnusableOffsetsException(String message, Throwable cause) {
        super(message, cause);
    }
}
