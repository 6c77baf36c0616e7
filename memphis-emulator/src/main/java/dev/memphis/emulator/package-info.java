/** A Memphis for laptops and tests: start one with {@link dev.memphis.emulator.MemphisEmulator}. */
package dev.memphis.emulator;
