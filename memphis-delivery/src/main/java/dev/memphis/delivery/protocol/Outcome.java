package dev.memphis.delivery.protocol;

import java.time.Duration;
import java.util.Optional;

/** What an answer of the gateway, or the lack of one, means for the request. Reasons hold no secret. */
public sealed interface Outcome {
    /** Returns why, in one line for a message. */
    String reason();

    /** Says whether the gateway itself answered: not something in front of it, and not nobody. */
    default boolean isGatewaysOwn() {
        return true;
    }

    /** The gateway accepted it. Whether the broker has it, only a receipt tells. */
    record Accepted() implements Outcome {
        @Override
        public String reason() {
            return "accepted";
        }
    }

    /**
     * Not now: send the same again. The answer speaks of this request only.
     *
     * @param after the least wait that was asked for
     */
    record Retry(String reason, Optional<Duration> after, boolean isGatewaysOwn) implements Outcome {}

    /**
     * The gateway gave no whole answer, or something in front of it says so: the request may or may not have been handled,
     * and the gateway may have restarted.
     */
    record Unanswered(String reason, Optional<Duration> after) implements Outcome {
        /** Nobody said how long to wait. */
        public Unanswered(String reason) {
            this(reason, Optional.empty());
        }

        @Override
        public boolean isGatewaysOwn() {
            return false;
        }
    }

    /** The gateway has lost its broker connection; a refresh makes it open a new one (contract, "What 200 means"). */
    record Reconnect(String reason) implements Outcome {}

    /** The token was refused. */
    record Reauthenticate(String reason) implements Outcome {}

    /** Something in this batch cannot be accepted: send it in smaller pieces. */
    record Split(String reason) implements Outcome {}

    /** This event is refused in words that are not the gateway's: it may be the event, or a mishap on the way. */
    record Refused(String reason) implements Outcome {
        @Override
        public boolean isGatewaysOwn() {
            return false;
        }
    }

    /** This event can never be accepted. */
    record Poison(String reason) implements Outcome {}

    /** Nothing will ever be accepted until somebody changes the configuration or the user's rights. */
    record Fatal(String reason) implements Outcome {}

    Outcome ACCEPTED = new Accepted();
}
