/** The gateway's process: tokens, broker connections, what is on its way to the broker, and what is lost when either dies. */
@NullMarked
package dev.memphis.emulator.process;

import org.jspecify.annotations.NullMarked;
