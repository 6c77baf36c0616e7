/** What the gateway was asked and what it answered, for assertions. Knows no tokens and no passwords. */
package dev.memphis.emulator.record;
