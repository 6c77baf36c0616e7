/** The Memphis emulator as a container for tests, with its faults at a switch. */
@NullMarked
package dev.memphis.testcontainers;

import org.jspecify.annotations.NullMarked;
