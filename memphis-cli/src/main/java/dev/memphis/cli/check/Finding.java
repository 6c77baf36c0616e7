package dev.memphis.cli.check;

/**
 * What a step of the check found. Immutable.
 *
 * @param text what was seen
 * @param advice what to do about it; empty when nothing is to be done
 */
record Finding(String step, State state, String text, String advice) {
    enum State {
        GOOD,
        WARNING,
        BAD,
        SKIPPED
    }
}
