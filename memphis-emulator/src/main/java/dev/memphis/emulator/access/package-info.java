/** Who may reach the emulator under which name. Knows nothing of Memphis. */
package dev.memphis.emulator.access;
