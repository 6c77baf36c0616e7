/** What the real Memphis has not, on the management port: fault switches, the record of exchanges, the live page. */
@NullMarked
package dev.memphis.emulator.console;

import org.jspecify.annotations.NullMarked;
