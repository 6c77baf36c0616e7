/** The REST gateway: its port, its routes, and the faults that are done to it. */
@NullMarked
package dev.memphis.emulator.gateway;

import org.jspecify.annotations.NullMarked;
