/** What can go wrong with answers and clocks, as values, and the dice that decide when. Knows nothing of HTTP servers. */
@NullMarked
package dev.memphis.emulator.faults;

import org.jspecify.annotations.NullMarked;
