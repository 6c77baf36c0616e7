/** Who may reach the emulator under which name. Knows nothing of Memphis. */
@NullMarked
package dev.memphis.emulator.access;

import org.jspecify.annotations.NullMarked;
