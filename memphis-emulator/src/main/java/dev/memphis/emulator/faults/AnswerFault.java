package dev.memphis.emulator.faults;

import java.time.Duration;

/** What can happen to the gateway's answers. Immutable. */
public sealed interface AnswerFault {
    /** Returns which requests it strikes. */
    Share share();

    /** Returns of which kind it is. */
    default Kind kind() {
        return switch (this) {
            case Reset reset -> Kind.RESET;
            case Truncated truncated -> Kind.TRUNCATE;
            case Replaced replaced -> Kind.REPLACE;
            case Slow slow -> Kind.SLOW;
        };
    }

    /** Of each kind there is at most one at a time; a request is struck by the first that hits it, in this order. */
    enum Kind {
        /** Done and stored, but the connection is reset before the answer. */
        RESET,
        /** The answer breaks off in its middle. */
        TRUNCATE,
        /** Another status comes instead. */
        REPLACE,
        /** The answer trickles in. */
        SLOW
    }

    /**
     * Another status comes instead of the answer.
     *
     * @param processed whether the gateway did what was asked, so that what it stored is there all the same
     */
    record Replaced(Share share, int status, boolean processed) implements AnswerFault {
        /** @throws IllegalArgumentException if no final answer has this status */
        public Replaced {
            if (status < 200 || status > 599) {
                throw new IllegalArgumentException("status=" + status + ": a number from 200 to 599 is needed");
            }
        }
    }

    /** The answer trickles in over this time. */
    record Slow(Share share, Duration over) implements AnswerFault {
        /** @throws IllegalArgumentException if the time is negative */
        public Slow {
            Durations.notNegative("over", over);
        }
    }

    /** The answer breaks off in the middle of its body, and the connection is closed. */
    record Truncated(Share share) implements AnswerFault {}

    /** What was asked is done and stored, but the connection is reset before the answer. */
    record Reset(Share share) implements AnswerFault {}
}
