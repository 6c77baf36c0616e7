package dev.memphis.delivery.writer;

import java.util.List;

/**
 * What a receipt that is back says. Immutable.
 *
 * @param attempts those that it proves
 * @param tooLate whether it covers others that were too old when it came: they have to be sent again
 */
record Proved(List<Attempt> attempts, boolean tooLate) {}
