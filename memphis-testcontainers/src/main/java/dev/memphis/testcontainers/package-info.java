/** The Memphis emulator as a container for tests, with its faults at a switch. */
package dev.memphis.testcontainers;
