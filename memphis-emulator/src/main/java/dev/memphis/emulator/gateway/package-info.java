/** The REST gateway: its routes, its tokens, its broker connections and the races it dies of. */
@NullMarked
package dev.memphis.emulator.gateway;

import org.jspecify.annotations.NullMarked;
