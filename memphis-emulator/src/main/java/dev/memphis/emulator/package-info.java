/** A Memphis for laptops and tests: start one with {@link dev.memphis.emulator.MemphisEmulator}. */
@NullMarked
package dev.memphis.emulator;

import org.jspecify.annotations.NullMarked;
