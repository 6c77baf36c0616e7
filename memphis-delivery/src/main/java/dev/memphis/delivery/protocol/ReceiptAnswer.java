package dev.memphis.delivery.protocol;

/** What became of a receipt. */
public sealed interface ReceiptAnswer {
    /** It is back, and the gateway's broker connection is the one that was there when the receipts began. */
    record Back() implements ReceiptAnswer {}

    /** The gateway's broker connection is another one: what was accepted before may not have reached the broker. */
    record Elsewhere(String reason) implements ReceiptAnswer {}

    /** It is not back in the time that was set. */
    record Missing(String reason) implements ReceiptAnswer {}

    /** A request of it was not accepted, which says nothing of what went before. */
    record Failed(Outcome outcome) implements ReceiptAnswer {}
}
