/** What the gateway was asked and what it answered, for assertions. Knows no tokens and no passwords. */
@NullMarked
package dev.memphis.emulator.record;

import org.jspecify.annotations.NullMarked;
