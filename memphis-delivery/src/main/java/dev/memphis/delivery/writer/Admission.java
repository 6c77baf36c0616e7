package dev.memphis.delivery.writer;

/** The one place that says what may be done now. Stateless. */
final class Admission {
    /** What may be done. */
    enum Move {
        /** Nothing, until something happens. */
        WAIT,
        /** Nothing either, and another session may be told so. */
        STAND_STILL,
        /** Put everything that was accepted and is not proved back into its place, to be sent again. */
        REQUEUE,
        /** Renew the token. */
        RENEW,
        /** Ask for a first receipt on the broker connection. */
        CONFIRM,
        /** Ask for a receipt of what was sent. */
        PROVE,
        /** Send the next request. */
        SEND
    }

    private Admission() {}

    static Move next(Situation now) {
        if (now.held()) {
            return held(now);
        }
        if (now.state() != WriterState.SENDING || !now.needed()) {
            return Move.WAIT;
        }
        if (now.doubt()) {
            return whenQuiet(now, Move.REQUEUE);
        }
        if (now.renewalDue()) {
            // What was accepted on this broker connection is proved on it: a renewal makes another one.
            return whenQuiet(now, now.provable() ? Move.PROVE : Move.RENEW);
        }
        if (!now.confirmed()) {
            return whenQuiet(now, Move.CONFIRM);
        }
        if (now.late() || now.holding()) {
            return Move.WAIT;
        }
        if (now.receiptDue()) {
            return Move.PROVE;
        }
        return now.room() ? Move.SEND : Move.WAIT;
    }

    private static Move held(Situation now) {
        return switch (now.state()) {
            case ALONE, CLOSED -> Move.WAIT;
            // The other session may make another broker connection.
            case SENDING, QUEUED -> whenQuiet(now, now.provable() ? Move.PROVE : Move.STAND_STILL);
            case PAUSED -> whenQuiet(now, Move.STAND_STILL);
        };
    }

    private static Move whenQuiet(Situation now, Move move) {
        return now.quiet() ? move : Move.WAIT;
    }
}
