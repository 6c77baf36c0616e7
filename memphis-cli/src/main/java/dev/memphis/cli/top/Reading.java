package dev.memphis.cli.top;

import java.util.List;

/**
 * What a target told at one moment. Immutable.
 *
 * @param nanos of the clock that only goes forward
 * @param problem why nothing could be read; empty if it could
 */
record Reading(String target, long nanos, List<Figures> engines, List<TaskFigures> tasks, String problem) {
    static Reading failed(String target, long nanos, String problem) {
        return new Reading(target, nanos, List.of(), List.of(), problem);
    }
}
