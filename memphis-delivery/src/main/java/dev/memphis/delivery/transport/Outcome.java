package dev.memphis.delivery.transport;

import java.time.Duration;
import java.util.Optional;

/** What an answer of the gateway, or the lack of one, means for the request. Reasons hold no secret. */
public sealed interface Outcome {
    /** Returns why, in one line for a message. */
    String reason();

    /** The gateway accepted it. Whether the broker has it, only a receipt tells. */
    record Delivered() implements Outcome {
        @Override
        public String reason() {
            return "accepted";
        }
    }

    /** Not now: send the same again, no sooner than {@code after} where the gateway said so. */
    record Retry(String reason, Optional<Duration> after) implements Outcome {
        public Retry(String reason) {
            this(reason, Optional.empty());
        }
    }

    /**
     * The gateway gave no whole answer, or something in front of it says so: the request may or may not have been handled,
     * and the gateway may have restarted.
     */
    record Unanswered(String reason, Optional<Duration> after) implements Outcome {
        public Unanswered(String reason) {
            this(reason, Optional.empty());
        }
    }

    /** The gateway has lost its broker connection; a refresh makes it open a new one (contract, "Produce"). */
    record Reconnect(String reason) implements Outcome {}

    /** The token was refused. */
    record Reauthenticate(String reason) implements Outcome {}

    /** Something in this batch cannot be accepted: send it in smaller pieces. */
    record Split(String reason) implements Outcome {}

    /** This event can never be accepted. */
    record Poison(String reason) implements Outcome {}

    /** Nothing will ever be accepted until somebody changes the configuration or the user's rights. */
    record Fatal(String reason) implements Outcome {}

    Outcome DELIVERED = new Delivered();
}
