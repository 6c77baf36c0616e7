package dev.memphis.delivery.observe;

import dev.memphis.delivery.protocol.Outcome;

/** Why something was sent again. The names are part of the metrics and stable. */
enum RetryReason {
    /** The gateway, or a proxy before it, said "not now". */
    ANSWER("answer"),
    /** No whole answer came. */
    NO_ANSWER("no-answer"),
    /** The gateway has lost its broker. */
    BROKER_LOST("broker-lost"),
    /** The token was refused. */
    TOKEN_REFUSED("token-refused"),
    /** No receipt came back. */
    RECEIPT_MISSING("receipt-missing");

    private final String label;

    RetryReason(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    static RetryReason of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Unanswered ignored -> NO_ANSWER;
            case Outcome.Reconnect ignored -> BROKER_LOST;
            case Outcome.Reauthenticate ignored -> TOKEN_REFUSED;
            default -> ANSWER;
        };
    }
}
