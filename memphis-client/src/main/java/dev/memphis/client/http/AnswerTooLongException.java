package dev.memphis.client.http;

/** An answer is longer than it may be. */
final class AnswerTooLongException extends Exception {
    private static final long serialVersionUID = 1L;

    AnswerTooLongException(long longest) {
        super("longer than " + longest + " bytes");
    }
}
